import { CopyOutlined, DownloadOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { App, Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import './recovery-key.css';
import { saveFile } from '#renderer/ui/save-file.ts';

interface Props {
  readonly recoveryKey: string;
  readonly onConfirmed: () => void;
}

/** The key in big signs, to print or save; it is shown once, so going on needs a tick. */
export function RecoveryKeySheet({ recoveryKey, onConfirmed }: Props): ReactNode {
  const { t } = useTranslation('safety');
  const { message } = App.useApp();
  const [kept, setKept] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(recoveryKey);
    message.success(t('common:copied'));
  };
  return (
    <section className="key-sheet stack" aria-label={t('key.title')}>
      <p>{t('key.keep')}</p>
      <output className="key-text" data-testid="recovery-key">
        {recoveryKey}
      </output>
      <div className="row">
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('key.print')}
        </Button>
        <Button
          icon={<DownloadOutlined />}
          onClick={() =>
            saveFile(
              'packbench-recovery-key.txt',
              `${t('key.sheetTitle')}\n\n${recoveryKey}\n\n${t('key.keep')}\n`,
              'text/plain',
            )
          }
        >
          {t('key.save')}
        </Button>
        <Button icon={<CopyOutlined />} onClick={() => void copy()}>
          {t('common:copy')}
        </Button>
      </div>
      <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
        {t('key.kept')}
      </Checkbox>
      <Button type="primary" size="large" disabled={!kept} onClick={onConfirmed} style={{ alignSelf: 'flex-start' }}>
        {t('key.goOn')}
      </Button>
      {/* The only thing on paper: everything else is hidden while printing. */}
      {createPortal(
        <div className="key-paper">
          <h1>{t('key.sheetTitle')}</h1>
          <p className="key-text">{recoveryKey}</p>
          <p>{t('key.keep')}</p>
        </div>,
        document.body,
      )}
    </section>
  );
}
