import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keptFileOf } from '#renderer/features/imports/import-draft.ts';
import type { ImportDraft } from '#renderer/features/imports/import-draft.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { ImportView } from '#renderer/ui/contract-types.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/**
 * Files that were checked and not applied, for whoever left the page before: gone on with, or thrown away. One that was replaced
 * or thrown away elsewhere leaves the list; why its button did nothing is told beside it.
 */
export function ImportDrafts({ onDraft }: { readonly onDraft: (draft: ImportDraft) => void }): ReactNode {
  const { t } = useTranslation('imports');
  const drafts = useQuery(orpc.imports.drafts.queryOptions()).data?.imports ?? [];
  const open = useAct(
    async (id: ImportView['id']): Promise<ImportDraft> => ({
      source: keptFileOf(id),
      preview: await client.imports.draft({ id }),
    }),
    { done: onDraft },
  );
  const discard = useAct((id: ImportView['id']) => client.imports.discard({ id }));
  const problem = open.problem ?? discard.problem;
  if (drafts.length === 0 && !problem) return null;
  return (
    <Panel title={t('drafts.title')}>
      <p className="muted">{t('drafts.hint')}</p>
      <ProblemNote problem={problem} onClose={() => [open, discard].forEach((act) => act.clear())} />
      <ul className="import-drafts">
        {drafts.map((entry) => (
          <li key={entry.id}>
            <DraftWords entry={entry} />
            <Button loading={discard.input === entry.id} onClick={() => discard.run(entry.id)}>
              {t('drafts.discard')}
            </Button>
            <Button type="primary" loading={open.input === entry.id} onClick={() => open.run(entry.id)}>
              {t('goOn')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function DraftWords({ entry }: { readonly entry: ImportView }): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  return (
    <span className="grow">
      <strong>{entry.fileName}</strong>{' '}
      <span className="muted">
        {t(`kind.${entry.kind}`)} · {t('ready', { n: format.count(entry.rowCount - entry.errorCount) })} ·{' '}
        {t('errors', { n: format.count(entry.errorCount) })} · <TimeText atMs={entry.createdAtMs} />
      </span>
    </span>
  );
}
