import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { StockRow } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

/** Teaches a SKU another barcode: put the cursor into the field and scan the goods. */
export function BarcodeForm({ row }: { readonly row: StockRow }): ReactNode {
  const { t } = useTranslation('stock');
  const [barcode, setBarcode] = useState('');
  const teach = useAct((code: string) => client.stock.teachBarcode({ skuId: row.skuId, barcode: code }), {
    toast: t('barcode.done'),
    done: () => setBarcode(''),
  });
  const submit = (): void => {
    if (barcode.trim() !== '') teach.run(barcode.trim());
  };
  return (
    <section className="stack-tight" aria-label={t('barcode.title')}>
      <h2>{t('barcode.title')}</h2>
      <div className="row">
        <Input
          className="grow mono"
          style={{ width: 'auto' }}
          aria-label={t('barcode.label')}
          placeholder={t('barcode.placeholder')}
          maxLength={80}
          value={barcode}
          onChange={(event) => setBarcode(event.target.value)}
          onPressEnter={submit}
        />
        <Button disabled={barcode.trim() === ''} loading={teach.busy} onClick={submit}>
          {t('barcode.ok')}
        </Button>
      </div>
      <ProblemNote problem={teach.problem} onClose={teach.clear} />
    </section>
  );
}
