import { Button, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { StockRow } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

/** Counted quantity with a reason: a movement in the ledger, never an overwritten number. */
export function AdjustForm({ row }: { readonly row: StockRow }): ReactNode {
  const { t } = useTranslation('stock');
  const [onHand, setOnHand] = useState<number | null>(row.onHand);
  const [reason, setReason] = useState('');
  const adjust = useAct(
    (input: { onHand: number; reason: string }) => client.stock.adjust({ skuId: row.skuId, ...input }),
    { toast: t('adjust.done') },
  );
  const ready = onHand !== null && onHand !== row.onHand && reason.trim() !== '';
  const submit = (): void => {
    if (ready) adjust.run({ onHand, reason: reason.trim() });
  };
  return (
    <section className="stack-tight" aria-label={t('adjust.title')}>
      <h2>{t('adjust.title')}</h2>
      <div className="row">
        <InputNumber aria-label={t('adjust.counted')} min={0} precision={0} value={onHand} onChange={setOnHand} />
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
      <ProblemNote problem={adjust.problem} onClose={adjust.clear} />
    </section>
  );
}
