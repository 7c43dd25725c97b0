import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '#renderer/ui/contract-types.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** How far an import is: rows applied, or rows still to take back. */
export function ImportProgress({ entry }: { readonly entry: ImportView }): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  if (entry.state !== 'applying' && entry.state !== 'undoing') return null;
  const left = entry.state === 'applying' ? entry.rowCount - entry.appliedCount - entry.errorCount : entry.appliedCount;
  return (
    <div className="import-progress" role="status">
      <Progress
        percent={Math.floor(((entry.rowCount - left) / Math.max(entry.rowCount, 1)) * 100)}
        size="small"
        showInfo={false}
        aria-label={t(`state.${entry.state}`)}
      />
      <small className="muted">{t('left', { n: format.count(left) })}</small>
    </div>
  );
}
