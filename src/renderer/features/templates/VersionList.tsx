import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateDetail } from '#renderer/ui/contract-types.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';

interface Props {
  readonly template: TemplateDetail;
  readonly disabled: boolean;
  readonly onRestore: (version: number) => void;
}

/** Every saved version; an old one comes back as a new one, so that nothing is lost. */
export function VersionList({ template, disabled, onRestore }: Props): ReactNode {
  const { t } = useTranslation('templates');
  return (
    <ul className="template-versions">
      {template.versions.map((version) => (
        <li key={version.version}>
          <span>
            <strong>{t('version', { version: version.version })}</strong> {version.note}
            <br />
            <span className="muted">
              {version.operatorName} · <TimeText atMs={version.createdAtMs} />
            </span>
          </span>
          {version.version !== template.version && (
            <Button size="small" disabled={disabled} onClick={() => onRestore(version.version)}>
              {t('restore')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
