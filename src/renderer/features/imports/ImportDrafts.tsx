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

/** Files that were checked and not applied, for whoever left the page before: gone on with, or thrown away. */
export function ImportDrafts({ onDraft }: { readonly onDraft: (draft: ImportDraft) => void }): ReactNode {
  const { t } = useTranslation('imports');
  const drafts = useQuery(orpc.imports.drafts.queryOptions()).data?.imports ?? [];
  if (drafts.length === 0) return null;
  return (
    <Panel title={t('drafts.title')}>
      <p className="muted">{t('drafts.hint')}</p>
      <ul className="import-drafts">
        {drafts.map((entry) => (
          <Draft key={entry.id} entry={entry} onDraft={onDraft} />
        ))}
      </ul>
    </Panel>
  );
}

function Draft({
  entry,
  onDraft,
}: {
  readonly entry: ImportView;
  readonly onDraft: (draft: ImportDraft) => void;
}): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const open = useAct(
    async (): Promise<ImportDraft> => ({
      source: keptFileOf(entry.id),
      preview: await client.imports.draft({ id: entry.id }),
    }),
    { done: onDraft },
  );
  const discard = useAct(() => client.imports.discard({ id: entry.id }));
  return (
    <li>
      <span className="grow">
        <strong>{entry.fileName}</strong>{' '}
        <span className="muted">
          {t(`kind.${entry.kind}`)} · {t('ready', { n: format.count(entry.rowCount - entry.errorCount) })} ·{' '}
          {t('errors', { n: format.count(entry.errorCount) })} · <TimeText atMs={entry.createdAtMs} />
        </span>
        <ProblemNote
          problem={open.problem ?? discard.problem}
          onClose={() => [open, discard].forEach((act) => act.clear())}
        />
      </span>
      <Button loading={discard.busy} onClick={() => discard.run(undefined)}>
        {t('drafts.discard')}
      </Button>
      <Button type="primary" loading={open.busy} onClick={() => open.run(undefined)}>
        {t('goOn')}
      </Button>
    </li>
  );
}
