import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { StockRow } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { countOf } from '#renderer/ui/typed-count.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { MOST_ON_HAND } from '#shared/contract/imports.ts';

/** Counted quantity with a reason: a movement in the ledger, never an overwritten number. */
export function AdjustForm({ row }: { readonly row: StockRow }): ReactNode {
  const { t } = useTranslation('stock');
  const format = useFormat();
  const [counted, setCounted] = useState(String(row.onHand));
  const [reason, setReason] = useState('');
  const adjust = useAct(
    (input: { onHand: number; reason: string }) => client.stock.adjust({ skuId: row.skuId, ...input }),
    { toast: t('adjust.done') },
  );
  const typed = countOf(counted);
  const onHand = typed === null || typed > MOST_ON_HAND ? null : typed;
  const ready = onHand !== null && onHand !== row.onHand && reason.trim() !== '';
  const submit = (): void => {
    if (ready) adjust.run({ onHand, reason: reason.trim() });
  };
  return (
    <section className="stack-tight" aria-label={t('adjust.title')}>
      <h2>{t('adjust.title')}</h2>
      <div className="row">
        <Input
          style={{ width: 160 }}
          inputMode="numeric"
          aria-label={t('adjust.counted')}
          aria-invalid={onHand === null}
          {...(onHand === null && { status: 'error' as const })}
          maxLength={20}
          value={counted}
          onChange={(event) => setCounted(event.target.value)}
        />
        <Input
          className="grow"
          style={{ width: 'auto' }}
          aria-label={t('common:reason')}
          placeholder={t('common:reason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={submit}
        />
        <Button type="primary" disabled={!ready} loading={adjust.busy} onClick={submit}>
          {t('adjust.ok')}
        </Button>
      </div>
      {onHand === null && <p role="status">{t('adjust.rule', { most: format.count(MOST_ON_HAND) })}</p>}
      <ProblemNote problem={adjust.problem} onClose={adjust.clear} />
    </section>
  );
}
