import { CopyOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { OrderSummary } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

interface Props {
  readonly orders: readonly OrderSummary[];
  readonly onClear: () => void;
}

/** What can be done with several orders at once. */
export function SelectionBar({ orders, onClear }: Props): ReactNode {
  const { t } = useTranslation('orders');
  const { message } = App.useApp();
  const slips = useAct(printSlips, { toast: t('selection.slipsQueued', { n: orders.length }) });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(orders.map((order) => order.displayNumber).join('\n'));
    message.success(t('selection.copied', { n: orders.length }));
  };
  return (
    <div className="selection-bar" role="region" aria-label={t('selection.title', { n: orders.length })}>
      <strong>{t('selection.title', { n: orders.length })}</strong>
      <Button icon={<PrinterOutlined />} loading={slips.busy} onClick={() => slips.run(orders)}>
        {t('selection.slips')}
      </Button>
      <Button icon={<CopyOutlined />} onClick={() => void copy()}>
        {t('selection.copy')}
      </Button>
      <Button type="text" onClick={onClear}>
        {t('selection.clear')}
      </Button>
      <ProblemNote problem={slips.problem} onClose={slips.clear} />
    </div>
  );
}

/** One after the other, in the order of the list, so that the slips lie in that order too. */
async function printSlips(orders: readonly OrderSummary[]): Promise<void> {
  for (const order of orders) {
    // oxlint-disable-next-line no-await-in-loop -- the order of the paper matters
    await client.printing.printPickSlip({ orderId: order.id });
  }
}
