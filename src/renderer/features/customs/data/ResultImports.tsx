import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Tone } from '#renderer/ui/Chip.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { ResultImportView } from '#shared/contract/customs-data.ts';

const TONES: Readonly<Record<ResultImportView['state'], Tone>> = {
  reading: 'neutral',
  previewed: 'accent',
  applying: 'warn',
  applied: 'go',
  undone: 'neutral',
};

/** Files of results that came in, and the way to take one back. */
export function ResultImports(): ReactNode {
  const { t } = useTranslation('customs-data');
  const isLead = useHasRole('lead');
  const [undone, setUndone] = useState<ResultImportView | null>(null);
  const imports = useQuery(orpc.customsData.resultImports.queryOptions());
  const apply = useAct((id: string) => client.customsData.applyResults({ id }), { toast: t('results.applied') });
  const undo = useAct(
    ({ id, reason }: { id: string; reason: string }) => client.customsData.undoResults({ id, reason }),
    { done: () => setUndone(null), toast: t('results.undone') },
  );
  const rows = imports.data?.imports ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('results.imports')} flush>
      <ProblemNote problem={apply.problem} onClose={apply.clear} />
      <table className="plain-table">
        <tbody>
          {rows.map((entry) => (
            <tr key={entry.id}>
              <td>{entry.fileName}</td>
              <td>
                <Chip tone={TONES[entry.state]}>{t(`results.is.${entry.state}`)}</Chip>
              </td>
              <td>
                {t('results.counts', {
                  applied: entry.appliedCount,
                  errors: entry.errorCount,
                  duplicates: entry.duplicateCount,
                  rows: entry.rowCount,
                })}
              </td>
              <td>
                {entry.createdBy}
                <div className="muted">
                  <TimeText atMs={entry.undoneAtMs ?? entry.appliedAtMs ?? entry.createdAtMs} />
                </div>
              </td>
              <td className="num">
                {(entry.state === 'previewed' || entry.state === 'applying') && (
                  <Button loading={apply.input === entry.id} onClick={() => apply.run(entry.id)}>
                    {t('results.apply')}
                  </Button>
                )}
                {entry.state === 'applied' && isLead && (
                  <Button onClick={() => setUndone(entry)}>{t('results.undo')}</Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ReasonDialog
        open={undone !== null}
        title={t('results.undoTitle', { name: undone?.fileName ?? '' })}
        okText={t('results.undo')}
        danger
        busy={undo.busy}
        problem={undo.problem}
        onOk={(reason) => undone && undo.run({ id: undone.id, reason })}
        onCancel={() => {
          setUndone(null);
          undo.clear();
        }}
      />
    </Panel>
  );
}
