import { KeyOutlined } from '#renderer/ui/icons.tsx';
import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { LanguageButton } from '#renderer/ui/LanguageButton.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { Problem } from '#shared/contract/common.ts';
import './styles/center.css';

/** How the key stands on the printed sheet. */
const KEY_SHAPE = Array.from({ length: 8 }, () => 'XXXX').join('-');

/** The keystore was lost or changed: the printed key opens the database. Nothing is lost meanwhile. */
export function RecoveryKeyScreen({ problem }: { readonly problem: Problem | null }): ReactNode {
  const { t } = useTranslation('shell');
  const [key, setKey] = useState('');
  /** It fits: until the backend was started anew, what was wrong before must not look as if it still were. */
  const [isAccepted, setAccepted] = useState(false);
  const enter = useAct((recoveryKey: string) => client.system.enterRecoveryKey({ recoveryKey }), {
    done: () => setAccepted(true),
  });
  const ready = key.trim().length >= 8;
  const submit = (): void => {
    if (ready && !isAccepted) enter.run(key.trim());
  };
  return (
    <main className="center-screen">
      <div className="center-card stack">
        <KeyOutlined className="center-icon" />
        <h1>{t('recovery.title')}</h1>
        <p>{t('recovery.why')}</p>
        {isAccepted ? (
          <p role="status">
            <strong>{t('recovery.accepted')}</strong>
          </p>
        ) : (
          <ProblemNote problem={enter.problem ?? problem} />
        )}
        <label className="stack-tight">
          <span>{t('recovery.label')}</span>
          <Input.TextArea
            autoFocus
            className="mono"
            autoSize={{ minRows: 2 }}
            value={key}
            placeholder={KEY_SHAPE}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setKey(event.target.value);
              setAccepted(false);
            }}
            onPressEnter={(event) => {
              event.preventDefault();
              submit();
            }}
          />
        </label>
        <Button type="primary" size="large" disabled={!ready} loading={enter.busy || isAccepted} onClick={submit}>
          {t('recovery.open')}
        </Button>
        <p className="muted">{t('recovery.noKey')}</p>
        <LanguageButton />
      </div>
    </main>
  );
}
