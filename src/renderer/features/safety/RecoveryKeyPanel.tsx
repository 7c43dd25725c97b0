import { KeyOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { RecoveryKeySheet } from '#renderer/ui/RecoveryKeySheet.tsx';
import { TypedConfirm } from '#renderer/ui/TypedConfirm.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

/** The second way into the encrypted database; a new key makes every older sheet worthless. */
export function RecoveryKeyPanel({ keystoreKind }: { readonly keystoreKind: string }): ReactNode {
  const { t } = useTranslation('safety');
  const isAdmin = useHasRole('admin');
  const [asking, setAsking] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const rotate = useAct(() => client.system.showRecoveryKey(), {
    done(output) {
      setAsking(false);
      setKey(output.recoveryKey);
    },
  });
  return (
    <Panel
      title={t('key.title')}
      extra={
        <Button
          icon={<KeyOutlined />}
          disabled={!isAdmin}
          title={isAdmin ? undefined : t('common:adminOnly')}
          onClick={() => setAsking(true)}
        >
          {t('key.rotate')}
        </Button>
      }
    >
      <p className="muted">
        {t('key.intro', { store: t(`key.store.${keystoreKind}`, { defaultValue: keystoreKind }) })}
      </p>
      {key !== null && <RecoveryKeySheet recoveryKey={key} onConfirmed={() => setKey(null)} />}
      <TypedConfirm
        open={asking}
        title={t('key.rotate')}
        word={t('key.word')}
        okText={t('key.rotate')}
        busy={rotate.busy}
        problem={rotate.problem}
        onOk={() => rotate.run(undefined)}
        onCancel={() => setAsking(false)}
      >
        <p>{t('key.warning')}</p>
      </TypedConfirm>
    </Panel>
  );
}
