import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmptyPart } from '#renderer/features/settings/cleaning/empty-parts.ts';

/** Names what is still empty, beside the button that waits for it. */
export function FillInFirst({ parts }: { readonly parts: readonly EmptyPart[] }): ReactNode {
  const { t } = useTranslation('cleaning');
  if (parts.length === 0) return null;
  return <span role="status">{t('form.fillIn', { parts: parts.map((part) => t(`form.${part}`)).join(' · ') })}</span>;
}
