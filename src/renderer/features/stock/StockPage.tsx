import { InboxOutlined, PrinterOutlined, SearchOutlined } from '#renderer/ui/icons.tsx';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { LocationLabelDialog } from '#renderer/features/stock/LocationLabelDialog.tsx';
import { ProductLabelDialog } from '#renderer/features/stock/ProductLabelDialog.tsx';
import { SkuDrawer } from '#renderer/features/stock/SkuDrawer.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import type { StockRow } from '#renderer/ui/contract-types.ts';
import type { GridColumn } from '#renderer/ui/DataGrid.tsx';
import { DataGrid } from '#renderer/ui/DataGrid.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useSessionState } from '#renderer/ui/use-session-state.ts';

/** Goods with their levels; Enter opens the ledger. */
export function StockPage(): ReactNode {
  const { t } = useTranslation('stock');
  const [, navigate] = useLocation();
  const [text, setText] = useSessionState('stock.text', '');
  const needle = useDeferredValue(text.trim());
  const [openId, setOpenId] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlyMap<string, StockRow>>(new Map());
  const [labelled, setLabelled] = useState<readonly StockRow[]>([]);
  const [isShelves, setShelves] = useState(false);
  const columns = useColumns();
  const stock = useInfiniteQuery(
    orpc.stock.list.infiniteOptions({
      input: (after: string | null) => ({ text: needle === '' ? null : needle, after, limit: 100 }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => stock.data?.pages.flatMap((page) => page.rows) ?? [], [stock.data]);
  useScannedSku(rows, setText, setOpenId);
  const open = rows.find((row) => row.skuId === openId);
  const toggle = (row: StockRow): void => {
    const next = new Map(selected);
    if (!next.delete(row.skuId)) next.set(row.skuId, row);
    setSelected(next);
  };
  return (
    <PageFrame
      fixed
      title={t('title')}
      actions={
        <>
          <Input
            allowClear
            prefix={<SearchOutlined />}
            aria-label={t('search')}
            placeholder={t('search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
            style={{ width: 320 }}
          />
          <Button icon={<PrinterOutlined />} onClick={() => setShelves(true)}>
            {t('shelves.open')}
          </Button>
        </>
      }
      problem={stock.error ? problemOf(stock.error) : null}
      onRetry={() => void stock.refetch()}
    >
      <DataGrid
        label={t('title')}
        rows={rows}
        columns={columns}
        rowId={(row) => row.skuId}
        selected={useMemo(() => new Set(selected.keys()), [selected])}
        onToggle={toggle}
        onOpen={(row) => setOpenId(row.skuId)}
        rowTone={(row) => (row.available <= 0 ? 'stop' : undefined)}
        loading={stock.isLoading}
        hasMore={stock.hasNextPage}
        loadingMore={stock.isFetchingNextPage}
        onMore={() => void stock.fetchNextPage()}
        empty={
          needle === '' ? (
            <EmptyState
              icon={<InboxOutlined />}
              title={t('empty')}
              hint={t('emptyHint')}
              action={
                <Button type="primary" size="large" onClick={() => navigate('/imports')}>
                  {t('import')}
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={<InboxOutlined />}
              title={t('none')}
              action={<Button onClick={() => setText('')}>{t('showAll')}</Button>}
            />
          )
        }
      />
      {selected.size > 0 && (
        <div className="selection-bar" role="region" aria-label={t('labels.selected', { n: selected.size })}>
          <strong>{t('labels.selected', { n: selected.size })}</strong>
          <Button icon={<PrinterOutlined />} onClick={() => setLabelled([...selected.values()])}>
            {t('labels.open')}
          </Button>
          <Button type="text" onClick={() => setSelected(new Map())}>
            {t('labels.clear')}
          </Button>
        </div>
      )}
      {open && <SkuDrawer row={open} onLabels={() => setLabelled([open])} onClose={() => setOpenId(null)} />}
      {labelled.length > 0 && <ProductLabelDialog rows={labelled} onClose={() => setLabelled([])} />}
      {isShelves && <LocationLabelDialog onClose={() => setShelves(false)} />}
    </PageFrame>
  );
}

/** A scanner for stock names an article in the page's address: it is searched for, and opened once it is there. */
function useScannedSku(rows: readonly StockRow[], search: (code: string) => void, open: (skuId: string) => void): void {
  const address = useSearch();
  const code = new URLSearchParams(address).get('sku');
  const waiting = useRef<string | null>(null);
  useEffect(() => {
    waiting.current = code;
    if (code !== null) search(code);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once per scan: the search field is the person's afterwards
  }, [address]);
  useEffect(() => {
    const row = rows.find((candidate) => candidate.code === waiting.current);
    if (!row) return;
    waiting.current = null;
    open(row.skuId);
  }, [rows, address, open]);
}

function useColumns(): readonly GridColumn<StockRow>[] {
  const { t } = useTranslation('stock');
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'code', header: t('column.code'), width: 150, cell: (row) => <span className="mono">{row.code}</span> },
      { id: 'title', header: t('column.title'), width: 180, grow: 2, cell: (row) => row.title },
      {
        id: 'barcodes',
        header: t('column.barcodes'),
        width: 140,
        grow: 1,
        cell: (row) =>
          row.barcodes.length === 0 ? (
            <span className="muted">{t('noBarcode')}</span>
          ) : (
            <span className="mono">{row.barcodes.join(', ')}</span>
          ),
      },
      {
        id: 'weight',
        header: t('column.weight'),
        width: 100,
        align: 'end',
        cell: (row) => (row.weightG === null ? '—' : format.weight(row.weightG)),
      },
      {
        id: 'location',
        header: t('column.location'),
        width: 110,
        cell: (row) => <span className="mono">{row.location}</span>,
      },
      { id: 'onHand', header: t('column.onHand'), width: 100, align: 'end', cell: (row) => format.count(row.onHand) },
      {
        id: 'reserved',
        header: t('column.reserved'),
        width: 100,
        align: 'end',
        cell: (row) => format.count(row.reserved),
      },
      {
        id: 'available',
        header: t('column.available'),
        width: 110,
        align: 'end',
        cell: (row) => <strong>{format.count(row.available)}</strong>,
      },
    ],
    [t, format],
  );
}
