import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderSummary } from '#renderer/ui/contract-types.ts';
import type { GridColumn } from '#renderer/ui/DataGrid.tsx';
import { FlagChips } from '#renderer/ui/FlagChips.tsx';
import { OrderStatusChip } from '#renderer/ui/OrderStatusChip.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** Columns of the order list. */
export function useOrderColumns(): readonly GridColumn<OrderSummary>[] {
  const { t } = useTranslation('orders');
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'number',
        header: t('column.number'),
        width: 196,
        grow: 1,
        cell: (order) => (
          <div className="order-number">
            <span className="mono">{order.displayNumber}</span>
            <span className="muted ellipsis">{order.shopName}</span>
          </div>
        ),
      },
      {
        id: 'status',
        header: t('column.status'),
        width: 172,
        cell: (order) => (
          <div className="stack-tight">
            <span>
              <OrderStatusChip order={order} />
            </span>
            <StandsWhy order={order} />
          </div>
        ),
      },
      {
        id: 'recipient',
        header: t('column.recipient'),
        width: 190,
        grow: 1,
        cell: (order) => (
          <div className="order-number">
            <span className="ellipsis">{order.recipientMasked}</span>
            <span className="muted ellipsis">{order.destination}</span>
          </div>
        ),
      },
      { id: 'units', header: t('column.units'), width: 70, align: 'end', cell: (order) => order.unitCount },
      {
        id: 'total',
        header: t('column.total'),
        width: 112,
        align: 'end',
        cell: (order) => format.money(order.totalMinor, order.currency),
      },
      { id: 'placed', header: t('column.placed'), width: 130, cell: (order) => <TimeText atMs={order.placedAtMs} /> },
      {
        id: 'notes',
        header: t('column.notes'),
        width: 170,
        grow: 1,
        cell: (order) => (
          <span className="row order-notes">
            <FlagChips flags={order.flags} />
            <span className="ellipsis muted" title={order.buyerNote}>
              {order.trackingNumber ?? order.buyerNote}
            </span>
          </span>
        ),
      },
    ],
    [t, format],
  );
}

/** Why it does not move, on one line: a row has no room for a second. */
function StandsWhy({ order }: { readonly order: OrderSummary }): ReactNode {
  const { t } = useTranslation('orders');
  const reasons = [
    ...order.holds.map((hold) => t(`common:hold.${hold}`)),
    ...(order.recipientSealed ? [t('common:recipientSealed')] : []),
  ].join(' · ');
  return (
    reasons !== '' && (
      <span className="order-holds ellipsis" title={reasons}>
        {reasons}
      </span>
    )
  );
}
