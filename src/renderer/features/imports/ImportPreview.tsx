import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ColumnMapping } from '#renderer/features/imports/ColumnMapping.tsx';
import type { ImportDraft } from '#renderer/features/imports/import-draft.ts';
import { PreviewGrid } from '#renderer/features/imports/PreviewGrid.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

interface Props {
  readonly draft: ImportDraft;
  readonly onDraft: (draft: ImportDraft) => void;
  readonly onClose: () => void;
}

/** The checked file: which column is what, which rows are good, then apply. */
export function ImportPreview({ draft, onDraft, onClose }: Props): ReactNode {
  const { t } = useTranslation('imports');
  const { preview, source } = draft;
  const [onlyErrors, setOnlyErrors] = useState(false);
  const fields = useQuery(orpc.imports.fields.queryOptions({ input: { kind: source.kind } })).data?.fields ?? [];
  const again = useAct(
    async (mapping: Record<string, string>): Promise<ImportDraft> => ({
      source,
      preview: await client.imports.preview({ ...source, mapping }),
    }),
    { done: onDraft },
  );
  const apply = useAct(() => client.imports.apply({ id: preview.import.id }), {
    toast: (done) => t('applied', { n: done.appliedCount }),
    done: onClose,
  });
  const errors = preview.rows.filter((row) => row.problem !== null);
  const ready = preview.rows.length - errors.length;
  return (
    <>
      <Panel
        title={source.fileName}
        extra={
          <>
            <Chip>{t('encoding', { name: preview.encoding })}</Chip>
            <Chip tone="go">{t('ready', { n: ready })}</Chip>
            {errors.length > 0 && <Chip tone="stop">{t('errors', { n: errors.length })}</Chip>}
            <Button onClick={onClose}>{t('common:cancel')}</Button>
            <Button
              type="primary"
              size="large"
              disabled={ready === 0 || again.busy}
              loading={apply.busy}
              onClick={() => apply.run(undefined)}
            >
              {t('apply', { n: ready })}
            </Button>
          </>
        }
      >
        <ProblemNote
          problem={apply.problem ?? again.problem}
          onClose={() => [apply, again].forEach((act) => act.clear())}
        />
        <ColumnMapping
          fields={fields}
          headers={preview.headers}
          mapping={preview.import.mapping}
          busy={again.busy}
          onMapping={again.run}
          kind={source.kind}
        />
      </Panel>
      <div className="row">
        <Button
          aria-pressed={onlyErrors}
          type={onlyErrors ? 'primary' : 'default'}
          disabled={errors.length === 0}
          onClick={() => setOnlyErrors(!onlyErrors)}
        >
          {t('onlyErrors')}
        </Button>
      </div>
      <PreviewGrid kind={source.kind} headers={preview.headers} rows={onlyErrors ? errors : preview.rows} />
    </>
  );
}
