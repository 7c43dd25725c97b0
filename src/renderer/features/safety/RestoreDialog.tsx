import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { BackupView, Outputs } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TypedConfirm } from '#renderer/ui/TypedConfirm.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

interface Props {
  readonly backup: BackupView | null;
  readonly onClose: () => void;
  /** After it has closed. @param undoId the backup that takes the restore back */
  readonly onDone: (undoId: string) => void;
}

/** Restores step by step: the backup is opened and checked first, then the word is typed, and the present state is kept. */
export function RestoreDialog({ backup, onClose, onDone }: Props): ReactNode {
  const { t } = useTranslation('safety');
  const format = useFormat();
  const [checked, setChecked] = useState<Outputs['backups']['check'] | null>(null);
  const check = useAct((id: string) => client.backups.check({ id }), { done: setChecked });
  const restore = useAct(() => client.backups.restore({ id: backup?.id ?? '' }), {
    toast: t('restore.done'),
    done(output) {
      onClose();
      onDone(output.undoId);
    },
  });
  const id = backup?.id;
  useEffect(() => {
    setChecked(null);
    if (id !== undefined) check.run(id);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a backup is checked once, when the dialog opens for it
  }, [id]);
  return (
    <TypedConfirm
      open={backup !== null}
      title={t('restore.title')}
      word={t('restore.word')}
      okText={t('restore.ok')}
      busy={restore.busy}
      problem={restore.problem}
      onOk={() => restore.run(undefined)}
      onCancel={onClose}
    >
      <ol className="restore-steps">
        <li>
          {check.busy
            ? t('restore.checking')
            : checked?.ok
              ? t('restore.checked', { orders: format.count(checked.orders ?? 0) })
              : t('restore.notChecked')}
        </li>
        <li>{t('restore.keeps')}</li>
        <li>
          {t('restore.loses', { at: backup ? format.full(backup.atMs) : '' })} {backup?.isAhead && t('backup.ahead')}
        </li>
      </ol>
      <ProblemNote problem={check.problem} />
    </TypedConfirm>
  );
}
