import { ContainerOutlined } from '#renderer/ui/icons.tsx';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { FetchDialog } from '#renderer/features/orders/FetchDialog.tsx';
import { OrderSearch, StatusTabs } from '#renderer/features/orders/OrderFilters.tsx';
import { useOrderColumns } from '#renderer/features/orders/use-order-columns.tsx';
import { SelectionBar } from '#renderer/features/orders/SelectionBar.tsx';
import { useOrderFilter } from '#renderer/features/orders/use-order-filter.ts';
import { orpc } from '#renderer/rpc/client.ts';
import type { OrderSummary } from '#renderer/ui/contract-types.ts';
import { DataGrid } from '#renderer/ui/DataGrid.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';

const PAGE_SIZE = 80;

/** All orders, newest first; pages arrive while scrolling. */
export function OrdersPage(): ReactNode {
  const { t } = useTranslation('orders');
  const [, navigate] = useLocation();
  const filter = useOrderFilter();
  const columns = useOrderColumns();
  const isDamaged = useStatusPart((status) => status.mode) === 'read_only';
  const [fetching, setFetching] = useState(false);
  const [selected, setSelected] = useState<ReadonlyMap<string, OrderSummary>>(new Map());
  const orders = useInfiniteQuery(
    orpc.orders.list.infiniteOptions({
      input: (after: string | null) => ({ ...filter.input, after, limit: PAGE_SIZE }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => orders.data?.pages.flatMap((page) => page.items) ?? [], [orders.data]);
  const toggle = (order: OrderSummary): void => {
    const next = new Map(selected);
    if (!next.delete(order.id)) next.set(order.id, order);
    setSelected(next);
  };
  return (
    <PageFrame
      fixed
      title={t('title')}
      actions={
        <>
          <OrderSearch filter={filter} />
          <Button onClick={() => setFetching(true)}>{t('fetch.open')}</Button>
        </>
      }
      problem={orders.error ? problemOf(orders.error) : null}
      onRetry={() => void orders.refetch()}
    >
      <StatusTabs filter={filter} />
      <DataGrid
        label={t('title')}
        rows={rows}
        columns={columns}
        rowId={(order) => order.id}
        selected={useMemo(() => new Set(selected.keys()), [selected])}
        onToggle={toggle}
        onOpen={(order) => navigate(`/orders/${order.id}`)}
        rowTone={(order) => (order.status === 'on_hold' || order.status === 'refunding' ? 'warn' : undefined)}
        loading={orders.isLoading}
        hasMore={orders.hasNextPage}
        loadingMore={orders.isFetchingNextPage}
        onMore={() => void orders.fetchNextPage()}
        rowPx={54}
        empty={
          isDamaged ? (
            <EmptyState
              icon={<ContainerOutlined />}
              title={t('empty.damaged')}
              hint={t('empty.damagedHint')}
              action={
                <Button type="primary" size="large" onClick={() => navigate('/safety')}>
                  {t('shell:readOnly.repair')}
                </Button>
              }
            />
          ) : filter.isActive ? (
            <EmptyState
              icon={<ContainerOutlined />}
              title={t('empty.filtered')}
              action={<Button onClick={filter.reset}>{t('empty.reset')}</Button>}
            />
          ) : (
            <EmptyState
              icon={<ContainerOutlined />}
              title={t('empty.title')}
              hint={t('empty.hint')}
              action={
                <>
                  <Button type="primary" size="large" onClick={() => navigate('/shops')}>
                    {t('empty.connect')}
                  </Button>
                  <Button size="large" onClick={() => navigate('/imports')}>
                    {t('empty.import')}
                  </Button>
                </>
              }
            />
          )
        }
      />
      {selected.size > 0 && <SelectionBar orders={[...selected.values()]} onClear={() => setSelected(new Map())} />}
      <FetchDialog open={fetching} onClose={() => setFetching(false)} />
    </PageFrame>
  );
}
