import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ColumnMapping } from '#renderer/features/imports/ColumnMapping.tsx';
import { FileTemplate } from '#renderer/features/imports/FileTemplate.tsx';
import type { ImportDraft } from '#renderer/features/imports/import-draft.ts';
import { PreviewGrid } from '#renderer/features/imports/PreviewGrid.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

interface Props {
  readonly draft: ImportDraft;
  readonly onDraft: (draft: ImportDraft) => void;
  readonly onClose: () => void;
}

/** The checked file: which column is what, which rows are good, then apply. */
export function ImportPreview({ draft, onDraft, onClose }: Props): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { preview, source } = draft;
  const [only, setOnly] = useState<'errors' | 'doubts' | null>(null);
  const { id, kind, fileName, mapping } = preview.import;
  const fields = useQuery(orpc.imports.fields.queryOptions({ input: { kind } })).data?.fields ?? [];
  const again = useAct(async (choice: { mapping?: Record<string, string>; template: typeof preview.template }) => {
    if (source) onDraft({ source, preview: await client.imports.preview({ ...source, ...choice, replaces: id }) });
  });
  // From here on it goes on by itself, also when this window is closed; the list below shows how far it is.
  const apply = useAct(() => client.imports.apply({ id }), { done: onClose });
  const discard = useAct(() => client.imports.discard({ id }), { done: onClose });
  // The rows shown are the first thousand; what counts is the whole file.
  const { rowCount, errorCount, doubtCount } = preview.import;
  const ready = rowCount - errorCount;
  const some = useQuery({
    ...orpc.imports.rows.queryOptions({ input: { id, onlyErrors: only === 'errors', onlyDoubts: only === 'doubts' } }),
    enabled: only !== null,
  });
  const shown = only === null ? preview.rows : (some.data?.rows ?? []);
  const countShown = only === null ? rowCount : only === 'errors' ? errorCount : doubtCount;
  return (
    <>
      <Panel
        title={fileName}
        extra={
          <>
            <Chip>{preview.encoding === 'xlsx' ? 'XLSX' : t('encoding', { name: preview.encoding })}</Chip>
            <Chip tone="go">{t('ready', { n: format.count(ready) })}</Chip>
            {doubtCount > 0 && <Chip tone="warn">{t('doubts', { n: format.count(doubtCount) })}</Chip>}
            {errorCount > 0 && <Chip tone="stop">{t('errors', { n: errorCount })}</Chip>}
            <Button loading={discard.busy} onClick={() => discard.run(undefined)}>
              {t('drafts.discard')}
            </Button>
            <Button
              type="primary"
              size="large"
              disabled={ready === 0 || again.busy}
              loading={apply.busy}
              onClick={() => apply.run(undefined)}
            >
              {t('apply', { n: format.count(ready) })}
            </Button>
          </>
        }
      >
        <ProblemNote
          problem={apply.problem ?? again.problem ?? discard.problem}
          onClose={() => [apply, again, discard].forEach((act) => act.clear())}
        />
        {!source && <p className="muted">{t('drafts.chooseAgain')}</p>}
        {kind === 'orders' && (
          <FileTemplate
            value={preview.template}
            busy={again.busy || !source}
            onChoose={(template) => again.run({ template })}
          />
        )}
        <ColumnMapping
          fields={fields}
          headers={preview.headers}
          mapping={mapping}
          busy={again.busy || !source}
          onMapping={(next) => again.run({ mapping: next, template: preview.template })}
          kind={kind}
        />
      </Panel>
      <div className="row">
        <Button
          aria-pressed={only === 'errors'}
          type={only === 'errors' ? 'primary' : 'default'}
          disabled={errorCount === 0}
          onClick={() => setOnly(only === 'errors' ? null : 'errors')}
        >
          {t('onlyErrors')}
        </Button>
        {doubtCount > 0 && (
          <Button
            aria-pressed={only === 'doubts'}
            type={only === 'doubts' ? 'primary' : 'default'}
            onClick={() => setOnly(only === 'doubts' ? null : 'doubts')}
          >
            {t('onlyDoubts')}
          </Button>
        )}
        {countShown > shown.length && shown.length > 0 && (
          <span className="muted">{t('firstRows', { n: shown.length })}</span>
        )}
      </div>
      <PreviewGrid kind={kind} headers={preview.headers} rows={shown} />
    </>
  );
}
