import { SaveOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyFailureKey } from '#renderer/features/safety/copy-failure-key.ts';
import { RestoreDialog } from '#renderer/features/safety/RestoreDialog.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { BackupView, Outputs } from '#renderer/ui/contract-types.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import { isErrorCode } from '#shared/errors/catalog.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';

/** What a check finds without opening the file. */
const CHANGES = new Set(['changed', 'foreign', 'missing']);

type Check = Outputs['backups']['check'];

/**
 * Backups with what is known about each: opened and read after writing, or not.
 * @param undoId the backup that takes the last restore back; '' when there was none
 */
export function BackupsPanel({
  undoId,
  onRestored,
}: {
  readonly undoId: string;
  readonly onRestored: (undoId: string) => void;
}): ReactNode {
  const { t } = useTranslation('safety');
  const format = useFormat();
  const isAdmin = useHasRole('admin');
  const isReadOnly = useStatusPart((status) => status.mode) === 'read_only';
  const [restoring, setRestoring] = useState<BackupView | null>(null);
  const [checks, setChecks] = useState<ReadonlyMap<string, Check>>(new Map());
  const backups = useQuery(orpc.backups.list.queryOptions());
  const create = useAct(() => client.backups.create(), { toast: t('backup.created') });
  const check = useAct((backup: BackupView) => client.backups.check({ id: backup.id }), {
    done: (output, backup) => setChecks(new Map(checks).set(backup.id, output)),
  });
  const undo = useAct((id: string) => client.backups.restore({ id }), {
    toast: t('restore.undone'),
    done: () => onRestored(''),
  });
  return (
    <Panel
      title={t('backup.title')}
      extra={
        // A damaged file is no backup; it is kept as it is when one of those below takes its place.
        !isReadOnly && (
          <Button type="primary" icon={<SaveOutlined />} loading={create.busy} onClick={() => create.run(undefined)}>
            {t('backup.create')}
          </Button>
        )
      }
      flush={(backups.data?.backups.length ?? 0) > 0}
    >
      <ProblemNote
        problem={backups.error ? problemOf(backups.error) : (create.problem ?? check.problem ?? undo.problem)}
        onClose={() => [create, check, undo].forEach((act) => act.clear())}
      />
      {isAdmin && backups.data?.backups.some(({ id }) => id === undoId) && (
        <div className="panel-body row" role="status">
          <strong>{t('restore.done')}</strong>
          <Button loading={undo.busy} onClick={() => undo.run(undoId)}>
            {t('restore.undo')}
          </Button>
        </div>
      )}
      {backups.isLoading && <Skeleton active />}
      {backups.data?.backups.length === 0 && (
        <EmptyState icon={<SaveOutlined />} title={t('backup.empty')} hint={t('backup.emptyHint')} />
      )}
      <table className="plain-table">
        <tbody>
          {backups.data?.backups.map((backup) => (
            <tr key={backup.id}>
              <td className="whole">
                <TimeText atMs={backup.atMs} long />
                <div className="muted">{t(`backup.kind.${backup.kind}`, { defaultValue: backup.kind })}</div>
                {backup.isAhead && <div className="muted">{t('backup.ahead')}</div>}
              </td>
              <td className="mono" style={{ overflowWrap: 'anywhere' }}>
                {backup.path}
              </td>
              <td className="num whole">{format.bytes(backup.bytes)}</td>
              <td>
                <BackupState backup={backup} check={checks.get(backup.id)} />
              </td>
              <td className="num">
                {/* One that failed left no file that could be looked at or put in place. */}
                {backup.bytes > 0 && (
                  <span className="row" style={{ justifyContent: 'flex-end', flexWrap: 'nowrap' }}>
                    <Button loading={check.input?.id === backup.id} onClick={() => check.run(backup)}>
                      {t('backup.check')}
                    </Button>
                    {isAdmin && (
                      <Button danger onClick={() => setRestoring(backup)}>
                        {t('restore.open')}
                      </Button>
                    )}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <RestoreDialog backup={restoring} onClose={() => setRestoring(null)} onDone={onRestored} />
    </Panel>
  );
}

function BackupState({ backup, check }: { readonly backup: BackupView; readonly check: Check | undefined }): ReactNode {
  const { t } = useTranslation('safety');
  const problemText = useProblemText();
  /** A code in its words; what SQLite says of a damaged file as it is. */
  const said = (reason: string): string => {
    if (isErrorCode(reason)) return problemText({ code: reason, data: {} }).title;
    return CHANGES.has(reason) ? t(`backup.detail.${reason}`) : reason;
  };
  if (check)
    return (
      <span role="status">
        <Chip tone={check.ok ? 'go' : 'stop'}>{t(check.ok ? 'backup.good' : 'backup.bad')}</Chip>{' '}
        {!check.ok && <span className="muted">{said(check.detail)}</span>}
      </span>
    );
  // The backup itself is good; only its copy is missing.
  if (backup.copyFailure !== null)
    return (
      <span>
        <Chip tone="warn">{t('backup.notCopied')}</Chip>{' '}
        <span className="muted">
          {t(`backup.copy.${copyFailureKey(backup.copyFailure)}`, { reason: backup.copyFailure })}
        </span>
      </span>
    );
  if (backup.failure)
    return (
      <span>
        <Chip tone="stop">{t('backup.failed')}</Chip> <span className="muted">{said(backup.failure)}</span>
      </span>
    );
  if (backup.verifiedAtMs !== null) return <Chip tone="go">{t('backup.verified')}</Chip>;
  return <Chip tone="warn">{t('backup.unverified')}</Chip>;
}
