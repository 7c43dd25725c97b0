import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldProblem } from '#renderer/features/customs/data/use-field-problem.ts';
import { RESULT_TONES } from '#renderer/features/customs/data/result-tones.ts';
import { client } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Inputs, Outputs } from '#renderer/ui/contract-types.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { ResultMapping, ResultMeanings } from '#shared/contract/customs-data.ts';
import { RESULT_FIELDS } from '#shared/contract/customs-data.ts';
import { ClearanceResult } from '#shared/model/customs-data.ts';

/** A file that was read, and what it was read from, so that another choice can read it again. */
export interface ResultDraft extends Readonly<Outputs['customsData']['previewResults']> {
  readonly source: Pick<Inputs['customsData']['previewResults'], 'fileName' | 'contentBase64'>;
}

const TONES = {
  ready: 'go',
  error: 'stop',
  duplicate: 'neutral',
  ignored: 'neutral',
  applied: 'go',
  undone: 'neutral',
} as const;

/** The rows of a file with their orders, before anything is recorded: columns and words can be given another meaning. */
export function ResultPreview({
  draft,
  onDraft,
  onClose,
}: {
  readonly draft: ResultDraft;
  readonly onDraft: (draft: ResultDraft) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('customs-data');
  const textOf = useFieldProblem();
  const { headers, mapping, meanings } = draft.import;
  const again = useAct(
    async (choice: { mapping: ResultMapping; meanings: ResultMeanings }): Promise<ResultDraft> => ({
      source: draft.source,
      ...(await client.customsData.previewResults({ ...draft.source, ...choice })),
    }),
    { done: onDraft },
  );
  const apply = useAct(() => client.customsData.applyResults({ id: draft.import.id }), {
    toast: t('results.applied'),
    done: onClose,
  });
  const ready = draft.rows.filter(({ state }) => state === 'ready').length;
  const unknownWords = useMemo(
    () => [
      ...new Set(
        draft.rows.flatMap(({ problem }) =>
          problem?.code === 'ERR_CUSTOMS_RESULT_STATUS_UNMAPPED' && typeof problem.data['status'] === 'string'
            ? [problem.data['status']]
            : [],
        ),
      ),
    ],
    [draft.rows],
  );
  return (
    <Panel
      title={draft.import.fileName}
      extra={
        <>
          <Button onClick={onClose}>{t('results.leave')}</Button>
          <Button
            type="primary"
            size="large"
            disabled={ready === 0 || again.busy}
            loading={apply.busy}
            onClick={() => apply.run(undefined)}
          >
            {t('results.record', { n: ready })}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ProblemNote
          problem={again.problem ?? apply.problem}
          onClose={() => [again, apply].forEach((act) => act.clear())}
        />
        <div className="customs-company">
          {RESULT_FIELDS.map((field) => (
            <label key={field} className="stack-tight">
              {t(`field.${field}`)}
              <Select
                allowClear={field !== 'number' && field !== 'result'}
                disabled={again.busy}
                status={mapping[field] === undefined && (field === 'number' || field === 'result') ? 'error' : ''}
                placeholder={t('results.noColumn')}
                value={mapping[field]}
                onChange={(header: string | undefined) => {
                  const next: ResultMapping = { ...mapping };
                  if (header === undefined) delete next[field];
                  else next[field] = header;
                  again.run({ mapping: next, meanings });
                }}
                options={headers.map((header) => ({ value: header, label: header }))}
              />
            </label>
          ))}
        </div>
        {unknownWords.length > 0 && (
          <div className="stack-tight" role="group" aria-label={t('results.words')}>
            <strong>{t('results.words')}</strong>
            <div className="customs-company">
              {unknownWords.slice(0, 20).map((word) => (
                <label key={word} className="stack-tight">
                  {word || t('results.noWord')}
                  <Select
                    disabled={again.busy}
                    placeholder={t('results.meaning')}
                    value={meanings[word] ?? null}
                    onChange={(meaning: ClearanceResult | 'ignore') =>
                      again.run({ mapping, meanings: { ...meanings, [word]: meaning } })
                    }
                    options={[...ClearanceResult.options, 'ignore' as const].map((value) => ({
                      value,
                      label: t(`result.${value}`),
                    }))}
                  />
                </label>
              ))}
            </div>
          </div>
        )}
        {draft.rows.length === 0 && <EmptyState title={t('results.noRows')} />}
        <div className="customs-wide">
          <table className="plain-table">
            <thead>
              <tr>
                <th className="num">{t('results.row')}</th>
                <th>{t('results.state')}</th>
                <th>{t('results.order')}</th>
                {headers.map((header) => (
                  <th key={header}>{header}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {draft.rows.map((row) => (
                <tr key={row.rowNumber}>
                  <td className="num">{row.rowNumber}</td>
                  <td>
                    <Chip tone={TONES[row.state]}>{t(`results.rowIs.${row.state}`)}</Chip>
                    {row.problem && (
                      <div
                        style={{ color: row.state === 'error' ? 'var(--stop)' : 'var(--muted)' }}
                        title={textOf(row.problem).advice}
                      >
                        {textOf(row.problem).title}
                      </div>
                    )}
                  </td>
                  <td className="whole">
                    {row.orderNumber}{' '}
                    {row.result && <Chip tone={RESULT_TONES[row.result]}>{t(`result.${row.result}`)}</Chip>}
                  </td>
                  {headers.map((header, index) => (
                    <td key={header}>{row.cells[index]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Panel>
  );
}
