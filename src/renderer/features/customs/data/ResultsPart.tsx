import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { OutcomeForm } from '#renderer/features/customs/data/OutcomeForm.tsx';
import { ResultImports } from '#renderer/features/customs/data/ResultImports.tsx';
import { ResultPreview } from '#renderer/features/customs/data/ResultPreview.tsx';
import type { ResultDraft } from '#renderer/features/customs/data/ResultPreview.tsx';
import { readBase64 } from '#renderer/ui/read-base64.ts';
import { RESULT_TONES } from '#renderer/features/customs/data/result-tones.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FileAddOutlined } from '#renderer/ui/icons.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { OutcomeView } from '#shared/contract/customs-data.ts';
import { ClearanceResult } from '#shared/model/customs-data.ts';

/** What customs made of parcels: files that come in, entries by hand, and what stands. */
export function ResultsPart(): ReactNode {
  const { t } = useTranslation('customs-data');
  const format = useFormat();
  const isLead = useHasRole('lead');
  const picker = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<ResultDraft | null>(null);
  const [isEntering, setEntering] = useState(false);
  const [removed, setRemoved] = useState<OutcomeView | null>(null);
  const [result, setResult] = useState<ClearanceResult | null>(null);
  const outcomes = useQuery(orpc.customsData.outcomes.queryOptions({ input: { result } }));
  const read = useAct(
    async (file: File): Promise<ResultDraft> => {
      const source = { fileName: file.name, contentBase64: await readBase64(file) };
      return { source, ...(await client.customsData.previewResults({ ...source, mapping: null, meanings: {} })) };
    },
    { done: setDraft },
  );
  const remove = useAct(
    ({ id, reason }: { id: string; reason: string }) => client.customsData.removeOutcome({ id, reason }),
    { done: () => setRemoved(null), toast: t('results.removed') },
  );
  if (draft) return <ResultPreview draft={draft} onDraft={setDraft} onClose={() => setDraft(null)} />;
  const rows = outcomes.data?.outcomes ?? [];
  return (
    <>
      <Panel
        title={t('results.title')}
        extra={
          <>
            <Select
              aria-label={t('results.filter')}
              style={{ minWidth: 160 }}
              value={result}
              onChange={setResult}
              options={[
                { value: null, label: t('results.every') },
                ...ClearanceResult.options.map((value) => ({ value, label: t(`result.${value}`) })),
              ]}
            />
            <Button onClick={() => setEntering(true)}>{t('results.enter')}</Button>
            <Button
              type="primary"
              size="large"
              icon={<FileAddOutlined />}
              loading={read.busy}
              onClick={() => picker.current?.click()}
            >
              {t('results.import')}
            </Button>
            <input
              ref={picker}
              type="file"
              accept=".csv,.tsv,.txt,.xlsx,.json,.xml"
              className="visually-hidden"
              tabIndex={-1}
              aria-label={t('results.import')}
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (file) read.run(file);
                event.target.value = '';
              }}
            />
          </>
        }
        flush={rows.length > 0}
      >
        <ProblemNote
          problem={read.problem ?? (outcomes.error ? problemOf(outcomes.error) : null)}
          onClose={read.clear}
        />
        {outcomes.data && rows.length === 0 && (
          <EmptyState icon={<FileAddOutlined />} title={t('results.empty')} hint={t('results.emptyHint')} />
        )}
        {rows.length > 0 && (
          <div className="customs-wide">
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t('results.order')}</th>
                  <th>{t('results.result')}</th>
                  <th>{t('results.reason')}</th>
                  <th>{t('results.territory')}</th>
                  <th className="num">{t('results.cost')}</th>
                  <th>{t('results.at')}</th>
                  <th>{t('results.source')}</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {rows.map((outcome) => (
                  <tr key={outcome.id}>
                    <td className="whole">
                      <Link href={`/orders/${outcome.orderId}`}>{outcome.orderNumber}</Link>
                      <div className="muted mono">{outcome.trackingNumber}</div>
                    </td>
                    <td>
                      <Chip tone={RESULT_TONES[outcome.result]}>{t(`result.${outcome.result}`)}</Chip>
                    </td>
                    <td>
                      {outcome.reasonText || '—'}
                      <div className="muted mono">{outcome.reasonCode}</div>
                    </td>
                    <td>{outcome.territory}</td>
                    <td className="num">
                      {outcome.costMinor === null || outcome.costCurrency === null
                        ? '—'
                        : format.money(outcome.costMinor, outcome.costCurrency)}
                    </td>
                    <td>
                      <TimeText atMs={outcome.atMs} />
                    </td>
                    <td>
                      {outcome.source === 'screen' ? t('results.byHand') : outcome.source.replace(/^file:/, '')}
                      <div className="muted">{outcome.recordedBy}</div>
                    </td>
                    <td className="num">
                      {isLead && <Button onClick={() => setRemoved(outcome)}>{t('results.remove')}</Button>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
      <ResultImports />
      {isEntering && <OutcomeForm onClose={() => setEntering(false)} />}
      <ReasonDialog
        open={removed !== null}
        title={t('results.removeTitle', { number: removed?.orderNumber ?? '' })}
        okText={t('results.remove')}
        danger
        busy={remove.busy}
        problem={remove.problem}
        onOk={(reason) => removed && remove.run({ id: removed.id, reason })}
        onCancel={() => {
          setRemoved(null);
          remove.clear();
        }}
      />
    </>
  );
}
