import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDraft } from '#renderer/features/imports/import-draft.ts';
import { ImportPreview } from '#renderer/features/imports/ImportPreview.tsx';
import { ImportStart } from '#renderer/features/imports/ImportStart.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { ImportView } from '#renderer/ui/contract-types.ts';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-system-status.ts';
import './imports.css';

const TONES = { previewed: 'accent', applied: 'go', undone: 'neutral' } as const;

/** Files in, checked row by row before anything changes, and taken back when they were wrong. */
export function ImportsPage(): ReactNode {
  const { t } = useTranslation('imports');
  const [draft, setDraft] = useState<ImportDraft | null>(null);
  const isLead = useHasRole('lead');
  const imports = useQuery(orpc.imports.list.queryOptions());
  const undo = useAct((entry: ImportView) => client.imports.undo({ id: entry.id }), { toast: t('undone') });
  return (
    <PageFrame
      title={t('title')}
      intro={t('intro')}
      problem={imports.error ? problemOf(imports.error) : undo.problem}
      onCloseProblem={undo.clear}
    >
      {draft ? (
        <ImportPreview draft={draft} onDraft={setDraft} onClose={() => setDraft(null)} />
      ) : (
        <ImportStart onDraft={setDraft} />
      )}
      {(imports.data?.imports.length ?? 0) > 0 && (
        <Panel title={t('history')} flush>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('column.file')}</th>
                <th>{t('column.kind')}</th>
                <th>{t('column.state')}</th>
                <th className="num">{t('column.rows')}</th>
                <th className="num">{t('column.errors')}</th>
                <th>{t('column.at')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {imports.data?.imports.map((entry) => (
                <tr key={entry.id}>
                  <td>{entry.fileName}</td>
                  <td>{t(`kind.${entry.kind}`)}</td>
                  <td>
                    <Chip tone={TONES[entry.state]}>{t(`state.${entry.state}`)}</Chip>
                  </td>
                  <td className="num">
                    {entry.state === 'applied' ? `${entry.appliedCount} / ${entry.rowCount}` : entry.rowCount}
                  </td>
                  <td className="num">{entry.errorCount}</td>
                  <td>
                    <TimeText atMs={entry.undoneAtMs ?? entry.appliedAtMs ?? entry.createdAtMs} />
                  </td>
                  <td className="num">
                    {entry.state === 'applied' && isLead && (
                      <Popconfirm
                        title={t('undoSure')}
                        okText={t('undo')}
                        cancelText={t('common:cancel')}
                        onConfirm={() => undo.run(entry)}
                      >
                        <Button loading={undo.input?.id === entry.id}>{t('undo')}</Button>
                      </Popconfirm>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
    </PageFrame>
  );
}
