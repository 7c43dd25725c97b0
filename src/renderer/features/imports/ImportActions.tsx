import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { ImportView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

/** What can be done with an import now: stop it, go on with it, take it back. */
export function ImportActions({ entry }: { readonly entry: ImportView }): ReactNode {
  const { t } = useTranslation('imports');
  const isLead = useHasRole('lead');
  const stop = useAct(() => client.imports.stop({ id: entry.id }));
  const goOn = useAct(() => client.imports.apply({ id: entry.id }));
  const undo = useAct(() => client.imports.undo({ id: entry.id }));
  const { state } = entry;
  return (
    <>
      <span className="row import-actions">
        {(state === 'applying' || state === 'undoing') && (
          <Button loading={stop.busy} onClick={() => stop.run(undefined)}>
            {t('stop')}
          </Button>
        )}
        {state === 'stopped' && (
          <Button loading={goOn.busy} onClick={() => goOn.run(undefined)}>
            {t('goOn')}
          </Button>
        )}
        {(state === 'applied' || state === 'stopped') && isLead && (
          <Popconfirm
            title={t('undoSure')}
            okText={t('undo')}
            cancelText={t('common:cancel')}
            onConfirm={() => undo.run(undefined)}
          >
            <Button loading={undo.busy}>{t('undo')}</Button>
          </Popconfirm>
        )}
      </span>
      {[stop, goOn, undo].map((act, index) => (
        <ProblemNote key={index} problem={act.problem} onClose={act.clear} />
      ))}
    </>
  );
}
