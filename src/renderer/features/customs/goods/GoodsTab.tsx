import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Badge, Button, Input, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { BulkDialog } from '#renderer/features/customs/goods/BulkDialog.tsx';
import { ElementListsDialog } from '#renderer/features/customs/goods/ElementListsDialog.tsx';
import { GoodsDrawer } from '#renderer/features/customs/goods/GoodsDrawer.tsx';
import { PendingDrawer } from '#renderer/features/customs/goods/PendingDrawer.tsx';
import { useGoodsColumns } from '#renderer/features/customs/goods/use-goods-columns.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { DataGrid } from '#renderer/ui/DataGrid.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { DownloadOutlined, ImportOutlined, InboxOutlined, SearchOutlined } from '#renderer/ui/icons.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import { GoodsFilter } from '#shared/contract/customs-goods.ts';
import './goods.css';

export type GoodsListRow = Outputs['customsGoods']['list']['rows'][number];

/** What customs papers say of each SKU: what is missing, who changed it, and a drawer to fill it in. */
export function GoodsTab(): ReactNode {
  const { t } = useTranslation('customs-goods');
  const [, navigate] = useLocation();
  const [text, setText] = useSessionState('customs.goods.text', '');
  const [, setImportKind] = useSessionState('imports.kind', 'skus');
  const [storedFilter, setFilter] = useSessionState('customs.goods.filter', 'all');
  const filter = GoodsFilter.safeParse(storedFilter).data ?? 'all';
  const needle = useDeferredValue(text.trim());
  const [openId, setOpenId] = useState<GoodsListRow['skuId'] | null>(null);
  const [selected, setSelected] = useState<ReadonlyMap<string, GoodsListRow>>(new Map());
  const [dialog, setDialog] = useState<'bulk' | 'pending' | 'elements' | null>(null);
  const columns = useGoodsColumns();
  const counts = useQuery(orpc.customsGoods.counts.queryOptions());
  const goods = useInfiniteQuery(
    orpc.customsGoods.list.infiniteOptions({
      input: (after: string | null) => ({ text: needle === '' ? null : needle, filter, after, limit: 100 }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => goods.data?.pages.flatMap((page) => page.rows) ?? [], [goods.data]);
  const save = useAct(() => client.customsGoods.exportCsv(undefined), {
    toast: ({ rows: count }) => t('exported', { n: count }),
    done: ({ csv }) => saveFile('customs-goods.csv', csv, 'text/csv;charset=utf-8'),
  });
  const toggle = (row: GoodsListRow): void => {
    const next = new Map(selected);
    if (!next.delete(row.skuId)) next.set(row.skuId, row);
    setSelected(next);
  };
  const openImports = (kind: 'customs_goods' | 'skus'): void => {
    setImportKind(kind);
    navigate('/imports');
  };
  const pendingCount = counts.data?.pending ?? 0;
  const hasGoods = (counts.data?.all ?? 1) > 0;
  return (
    <div className="goods-tab">
      <div className="row goods-bar">
        <Input
          allowClear
          className="goods-search"
          prefix={<SearchOutlined />}
          aria-label={t('search')}
          placeholder={t('search')}
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="grow" />
        <Badge count={pendingCount} size="small">
          <Button onClick={() => setDialog('pending')}>{t('pending.open')}</Button>
        </Badge>
        <Button onClick={() => setDialog('elements')}>{t('elements.lists')}</Button>
        <Button icon={<ImportOutlined />} onClick={() => openImports('customs_goods')}>
          {t('import')}
        </Button>
        <Button
          icon={<DownloadOutlined />}
          loading={save.busy}
          disabled={!hasGoods}
          onClick={() => save.run(undefined)}
        >
          {t('export')}
        </Button>
      </div>
      <div className="goods-filter">
        <Segmented
          value={filter}
          onChange={setFilter}
          aria-label={t('filter.label')}
          options={GoodsFilter.options.map((name) => ({
            value: name,
            label: (
              <span>
                {t(`filter.${name}`)} <span className="goods-count">{counts.data?.[name] ?? ''}</span>
              </span>
            ),
          }))}
        />
      </div>
      <ProblemNote problem={goods.error ? problemOf(goods.error) : null} onRetry={() => void goods.refetch()} />
      <ProblemNote problem={save.problem} onClose={save.clear} />
      <DataGrid
        label={t('title')}
        rows={rows}
        columns={columns}
        rowId={(row) => row.skuId}
        selected={useMemo(() => new Set(selected.keys()), [selected])}
        onToggle={toggle}
        onOpen={(row) => setOpenId(row.skuId)}
        loading={goods.isLoading}
        hasMore={goods.hasNextPage}
        loadingMore={goods.isFetchingNextPage}
        onMore={() => void goods.fetchNextPage()}
        empty={
          hasGoods ? (
            <EmptyState
              icon={<InboxOutlined />}
              title={t('none')}
              hint={needle === '' ? t(`filter.${filter}None`, { defaultValue: '' }) : undefined}
              action={
                <Button
                  onClick={() => {
                    setText('');
                    setFilter('all');
                  }}
                >
                  {t('showAll')}
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={<InboxOutlined />}
              title={t('empty')}
              hint={<FirstSteps />}
              action={
                <Button type="primary" size="large" onClick={() => openImports('skus')}>
                  {t('import')}
                </Button>
              }
            />
          )
        }
      />
      {selected.size > 0 && (
        <div className="selection-bar" role="region" aria-label={t('bulk.selected', { n: selected.size })}>
          <strong>{t('bulk.selected', { n: selected.size })}</strong>
          <Button type="primary" onClick={() => setDialog('bulk')}>
            {t('bulk.open')}
          </Button>
          <Button onClick={() => setSelected(new Map(rows.map((row) => [row.skuId, row])))}>
            {t('bulk.selectShown', { n: rows.length })}
          </Button>
          <Button type="text" onClick={() => setSelected(new Map())}>
            {t('bulk.clear')}
          </Button>
        </div>
      )}
      {openId !== null && <GoodsDrawer key={openId} skuId={openId} onClose={() => setOpenId(null)} />}
      {dialog === 'bulk' && (
        <BulkDialog
          rows={rows.filter((row) => selected.has(row.skuId))}
          onClose={() => setDialog(null)}
          onDone={() => {
            setDialog(null);
            setSelected(new Map());
          }}
        />
      )}
      {dialog === 'pending' && <PendingDrawer onClose={() => setDialog(null)} />}
      {dialog === 'elements' && <ElementListsDialog onClose={() => setDialog(null)} />}
    </div>
  );
}

/** What to do first, in order. */
function FirstSteps(): ReactNode {
  const { t } = useTranslation('customs-goods');
  return (
    <span>
      {(['goods', 'data', 'codes'] as const).map((step, index) => (
        <span key={step} className="goods-step">
          {index + 1}. {t(`firstSteps.${step}`)}
        </span>
      ))}
    </span>
  );
}
