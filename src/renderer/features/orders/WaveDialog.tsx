import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SortFields } from '#renderer/features/orders/SortFields.tsx';
import type { SortOrder } from '#renderer/features/orders/SortFields.tsx';
import type { OrderSummary } from '#renderer/ui/contract-types.ts';
import { DocumentDialog } from '#renderer/ui/DocumentDialog.tsx';

/** A cart of orders: its list, and what to pick for all of them shelf by shelf. */
export function WaveDialog({
  orders,
  onClose,
}: {
  readonly orders: readonly OrderSummary[];
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('orders');
  const [order, setOrder] = useState<SortOrder>({ keys: ['location', 'sku'], reversed: false });
  return (
    <DocumentDialog
      title={t('wave.title', { n: orders.length })}
      subject={order.keys.length === 0 ? null : { kind: 'wave_list', orderIds: orders.map(({ id }) => id), order }}
      fields={
        <>
          <p className="muted">{t('wave.hint')}</p>
          <SortFields order={order} onChange={setOrder} canReverse={false} />
        </>
      }
      onClose={onClose}
    />
  );
}
