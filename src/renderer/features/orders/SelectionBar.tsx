import { ContainerOutlined, CopyOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BatchDialog } from '#renderer/features/orders/BatchDialog.tsx';
import { WaveDialog } from '#renderer/features/orders/WaveDialog.tsx';
import type { OrderSummary } from '#renderer/ui/contract-types.ts';

interface Props {
  readonly orders: readonly OrderSummary[];
  readonly onClear: () => void;
}

/** What can be done with several orders at once. */
export function SelectionBar({ orders, onClear }: Props): ReactNode {
  const { t } = useTranslation('orders');
  const { message } = App.useApp();
  const [isBatchOpen, openBatch] = useState(false);
  const [isWaveOpen, openWave] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(orders.map((order) => order.displayNumber).join('\n'));
    message.success(t('selection.copied', { n: orders.length }));
  };
  return (
    <div className="selection-bar" role="region" aria-label={t('selection.title', { n: orders.length })}>
      <strong>{t('selection.title', { n: orders.length })}</strong>
      <Button icon={<PrinterOutlined />} onClick={() => openBatch(true)}>
        {t('selection.slips')}
      </Button>
      <Button icon={<ContainerOutlined />} onClick={() => openWave(true)}>
        {t('selection.wave')}
      </Button>
      <Button icon={<CopyOutlined />} onClick={() => void copy()}>
        {t('selection.copy')}
      </Button>
      <Button type="text" onClick={onClear}>
        {t('selection.clear')}
      </Button>
      {isBatchOpen && <BatchDialog orders={orders} onClose={() => openBatch(false)} />}
      {isWaveOpen && <WaveDialog orders={orders} onClose={() => openWave(false)} />}
    </div>
  );
}
