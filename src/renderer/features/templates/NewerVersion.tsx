import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateDetail } from '#renderer/ui/contract-types.ts';
import { WarningFilled } from '#renderer/ui/icons.tsx';

interface Props {
  readonly newest: TemplateDetail;
  readonly busy: boolean;
  readonly onSaveCopy: () => void;
  readonly onOpenNewest: () => void;
}

/** Somebody else saved while changes are under way here: the changes stay until the person says where they go. */
export function NewerVersion({ newest, busy, onSaveCopy, onOpenNewest }: Props): ReactNode {
  const { t } = useTranslation('templates');
  const { version } = newest;
  const name = newest.versions.find((saved) => saved.version === version)?.operatorName ?? '';
  return (
    <div className="problem-note problem-info" role="status">
      <WarningFilled className="problem-icon" />
      <div className="grow stack-tight">
        <strong className="problem-title">{t('newer.title', { name, version })}</strong>
        <span>{t('newer.kept')}</span>
        <span className="row">
          <Button type="primary" loading={busy} onClick={onSaveCopy}>
            {t('newer.saveCopy')}
          </Button>
          <Button onClick={onOpenNewest}>{t('newer.open', { version })}</Button>
        </span>
      </div>
    </div>
  );
}
