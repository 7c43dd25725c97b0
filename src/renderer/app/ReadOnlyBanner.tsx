import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import type { SystemStatus } from '#shared/contract/system.ts';

/** The database was damaged or cannot be written: everything can be looked at, nothing changed, until it is mended. */
export function ReadOnlyBanner({ status }: { readonly status: SystemStatus }): ReactNode {
  const { t } = useTranslation('shell');
  const [, navigate] = useLocation();
  const textOf = useProblemText();
  if (status.mode !== 'read_only') return null;
  return (
    <div className="banner banner-stop" role="alert">
      <strong>{t('readOnly.title')}</strong>
      <span>{status.problem ? textOf(status.problem).title : t('readOnly.hint')}</span>
      <Button onClick={() => navigate('/safety')}>{t('readOnly.repair')}</Button>
    </div>
  );
}
