import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RateForm } from '#renderer/features/customs/rules/RateForm.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ImportOutlined } from '#renderer/ui/icons.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { readBase64 } from '#renderer/ui/read-base64.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

/** Rates that limits are compared by, the special drawing right among them. */
export function RatesPanel(): ReactNode {
  const { t } = useTranslation('customs-rules');
  const isLead = useHasRole('lead');
  const picker = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<Outputs['customsRules']['importRates']['refused']>([]);
  const list = useQuery(orpc.customsRules.rates.queryOptions());
  const take = useAct(
    async (file: File) =>
      client.customsRules.importRates({ fileName: file.name, contentBase64: await readBase64(file) }),
    { toast: (output) => t('rates.taken', { n: output.taken }), done: (output) => setRefused(output.refused) },
  );
  return (
    <Panel
      title={t('rates.title')}
      extra={
        <Button
          icon={<ImportOutlined />}
          disabled={!isLead}
          title={isLead ? undefined : t('common:leadOnly')}
          loading={take.busy}
          onClick={() => picker.current?.click()}
        >
          {t('rates.import')}
        </Button>
      }
    >
      <input
        ref={picker}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('rates.import')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) take.run(file);
          event.target.value = '';
        }}
      />
      <div className="stack">
        <p className="muted">{t('rates.intro')}</p>
        <ProblemNote
          problem={list.error ? problemOf(list.error) : take.problem}
          onClose={take.problem ? take.clear : undefined}
        />
        {refused.length > 0 && (
          <div role="status">
            <strong>{t('rates.refused', { n: refused.length })}</strong>
            <ul className="plain-list">
              {refused.map((row) => (
                <li key={row.rowNumber}>
                  {t('rates.refusedRow', {
                    row: row.rowNumber,
                    reason: t(row.code === 'ERR_CUSTOMS_RATE_UNLIKELY' ? 'rates.unlikely' : 'rates.invalid', {
                      detail: row.detail,
                    }),
                  })}
                </li>
              ))}
            </ul>
          </div>
        )}
        {isLead && <RateForm />}
        {list.data?.rates.length === 0 && <EmptyState title={t('rates.empty')} hint={t('rates.emptyHint')} />}
        {list.data && list.data.rates.length > 0 && (
          <table className="plain-table" aria-label={t('rates.title')}>
            <tbody>
              {list.data.rates.map((rate) => (
                <tr key={`${rate.from} ${rate.to}`}>
                  <td className="whole">{`1 ${rate.from} = ${rate.rate} ${rate.to}`}</td>
                  <td className="whole">{rate.day}</td>
                  <td>{rate.source}</td>
                  <td className="muted">
                    {rate.enteredBy} <TimeText atMs={rate.enteredAtMs} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Panel>
  );
}
