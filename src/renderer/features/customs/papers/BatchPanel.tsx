import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BatchCard } from '#renderer/features/customs/papers/BatchCard.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Inputs } from '#renderer/ui/contract-types.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { CustomsPaperKind } from '#shared/model/customs.ts';

type Start = Inputs['customsPapers']['startBatch'];

/** Papers of many orders at once: numbers pasted or scanned, one per line, and how earlier batches went. */
export function BatchPanel(): ReactNode {
  const { t } = useTranslation('customs-papers');
  const [text, setText] = useState('');
  const [kinds, setKinds] = useState<CustomsPaperKind[]>([]);
  // One id per filled-in form: a second click, or a click after a lost answer, starts nothing twice.
  const [id, setId] = useState(() => crypto.randomUUID());
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const batches = useQuery(orpc.customsPapers.batches.queryOptions());
  const orderNumbers = [...new Set(text.split(/[\n,;\t]+/).map((part) => part.trim()))].filter((part) => part !== '');
  const start = useAct((input: Start) => client.customsPapers.startBatch(input), {
    done(output) {
      setUnknown(output.unknown);
      setText('');
      setId(crypto.randomUUID());
    },
  });
  return (
    <div className="stack">
      <Panel title={t('batch.title')}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (orderNumbers.length > 0 && !start.busy) start.run({ id, orderNumbers, kinds });
          }}
        >
          <label className="stack-tight">
            <span>{t('batch.orders')}</span>
            <Input.TextArea
              rows={5}
              value={text}
              maxLength={200_000}
              placeholder={t('batch.ordersHint')}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <label className="stack-tight">
            <span>{t('batch.kinds')}</span>
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              allowClear
              aria-label={t('batch.kinds')}
              placeholder={t('batch.needed')}
              value={kinds}
              onChange={setKinds}
              options={CustomsPaperKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
          </label>
          <ProblemNote problem={start.problem} onClose={start.clear} />
          {unknown.length > 0 && (
            <p role="alert">
              {t('batch.unknown', { n: unknown.length })}{' '}
              <span className="mono">{unknown.slice(0, 20).join(', ')}</span>
            </p>
          )}
          <Button
            type="primary"
            htmlType="submit"
            size="large"
            disabled={orderNumbers.length === 0}
            loading={start.busy}
          >
            {t('batch.start', { n: orderNumbers.length })}
          </Button>
        </form>
      </Panel>
      <Panel title={t('batch.list')}>
        <ProblemNote problem={batches.error ? problemOf(batches.error) : null} />
        {batches.data?.batches.length === 0 && <p className="muted">{t('batch.none')}</p>}
        <div className="stack">
          {batches.data?.batches.map((batch) => (
            <BatchCard key={batch.id} batch={batch} />
          ))}
        </div>
      </Panel>
    </div>
  );
}
