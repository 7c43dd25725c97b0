import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { OrderRush } from '#shared/contract/orders.ts';

/** Says that steps of this order were put off because many came at once, and when they had been done. */
export function RushNote({ rush }: { readonly rush: OrderRush | null }): ReactNode {
  const { t } = useTranslation('timeline');
  const format = useFormat();
  if (!rush) return null;
  const time = (atMs: number): string => `${format.short(atMs)}:${format.time(atMs).slice(-2)}`;
  return (
    <p className="muted" role="note">
      {t('rush.putOff', { began: time(rush.beganAtMs) })}{' '}
      {rush.caughtUpAtMs === null ? t('rush.waits') : t('rush.done', { at: time(rush.caughtUpAtMs) })}
    </p>
  );
}
