import { FileZipOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackupsPanel } from '#renderer/features/safety/BackupsPanel.tsx';
import { DamagePanel } from '#renderer/features/safety/DamagePanel.tsx';
import { RecoveryKeyPanel } from '#renderer/features/safety/RecoveryKeyPanel.tsx';
import { MachinePanel } from '#renderer/features/safety/MachinePanel.tsx';
import { VerifyPanel } from '#renderer/features/safety/VerifyPanel.tsx';
import { client } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';

/** That nothing gets lost, and the proof of it. */
export function SafetyPage(): ReactNode {
  const { t } = useTranslation('safety');
  const isLead = useHasRole('lead');
  const status = useStatusPart(({ mode, problem, keystoreKind }) => ({ mode, problem, keystoreKind }));
  // A restore starts the backend anew, and whoever has a PIN signs in again: the way back must still be there then.
  const [undoId, setUndoId] = useSessionState('safety.undo', '');
  const [bundlePath, setBundlePath] = useState<string | null>(null);
  const bundle = useAct(() => client.system.supportBundle(), { done: (output) => setBundlePath(output.path) });
  if (!isLead) return <EmptyState title={t('common:leadOnly')} />;
  return (
    <PageFrame title={t('title')} intro={t('intro')}>
      {status?.problem && <ProblemNote problem={status.problem} />}
      {status?.mode === 'read_only' && <DamagePanel onRestored={setUndoId} />}
      <BackupsPanel undoId={undoId} onRestored={setUndoId} />
      <VerifyPanel />
      <MachinePanel />
      <RecoveryKeyPanel keystoreKind={status?.keystoreKind ?? ''} />
      <Panel
        title={t('bundle.title')}
        extra={
          <Button icon={<FileZipOutlined />} loading={bundle.busy} onClick={() => bundle.run(undefined)}>
            {t('bundle.make')}
          </Button>
        }
      >
        <p className="muted">{t('bundle.intro')}</p>
        <ProblemNote problem={bundle.problem} onClose={bundle.clear} />
        {bundlePath && (
          <p role="status">
            {t('bundle.written')} <span className="mono">{bundlePath}</span>
          </p>
        )}
      </Panel>
    </PageFrame>
  );
}
