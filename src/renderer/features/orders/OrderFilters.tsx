import { SearchOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderFilter } from '#renderer/features/orders/use-order-filter.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { DisplayStatus } from '#shared/model/order.ts';
import './orders.css';

/** Statuses with work in them come first; the rest show only when orders stand in them. */
const ALWAYS: ReadonlySet<DisplayStatus> = new Set(['ready_to_pack', 'on_hold', 'packing', 'labelled', 'shipped']);
const ORDER: readonly DisplayStatus[] = [
  'ready_to_pack',
  'on_hold',
  'packing',
  'packed',
  'labelled',
  'refunding',
  'awaiting_payment',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
];

/** Statuses with their counts. */
export function StatusTabs({ filter }: { readonly filter: OrderFilter }): ReactNode {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const counts = useQuery(orpc.orders.counts.queryOptions()).data;
  const shown = ORDER.filter((status) => ALWAYS.has(status) || (counts?.byStatus[status] ?? 0) > 0);
  return (
    <div className="status-tabs" role="group" aria-label={t('filter.status')}>
      <StatusTab
        label={t('filter.all')}
        count={counts?.total}
        active={filter.status === null}
        onClick={() => filter.setStatus(null)}
        format={format.count}
      />
      {shown.map((status) => (
        <StatusTab
          key={status}
          label={t(status === 'refunding' ? 'common:refunds' : `common:status.${status}`)}
          count={counts ? (counts.byStatus[status] ?? 0) : undefined}
          active={filter.status === status}
          alarm={status === 'on_hold'}
          onClick={() => filter.setStatus(status)}
          format={format.count}
        />
      ))}
    </div>
  );
}

/** Shop and free text. */
export function OrderSearch({ filter }: { readonly filter: OrderFilter }): ReactNode {
  const { t } = useTranslation('orders');
  const shops = useQuery(orpc.shops.list.queryOptions()).data?.shops ?? [];
  return (
    <>
      <Select
        aria-label={t('filter.shop')}
        className="order-shop"
        value={filter.shopId}
        onChange={filter.setShopId}
        options={[
          { value: '', label: t('filter.allShops') },
          ...shops.map((shop) => ({ value: shop.id, label: shop.name })),
        ]}
      />
      <Input
        aria-label={t('filter.text')}
        className="order-text"
        placeholder={t('filter.text')}
        prefix={<SearchOutlined />}
        allowClear
        maxLength={100}
        value={filter.text}
        onChange={(event) => filter.setText(event.target.value)}
      />
    </>
  );
}

interface TabProps {
  readonly label: string;
  readonly count: number | undefined;
  readonly active: boolean;
  readonly alarm?: boolean;
  readonly onClick: () => void;
  readonly format: (value: number) => string;
}

function StatusTab({ label, count, active, alarm, onClick, format }: TabProps): ReactNode {
  return (
    <button
      type="button"
      className={alarm && count ? 'status-tab status-tab-alarm' : 'status-tab'}
      aria-pressed={active}
      onClick={onClick}
    >
      {label}
      <span className="status-count">{count === undefined ? '…' : format(count)}</span>
    </button>
  );
}
