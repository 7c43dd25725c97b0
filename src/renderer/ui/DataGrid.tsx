import type { ColumnDef } from '@tanstack/react-table';
import { columnSizingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useGridKeys } from '#renderer/ui/use-grid-keys.ts';
import './data-grid.css';

export interface GridColumn<Row> {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Width in px; with `grow` it is the least width and the column takes its share of what is left. */
  readonly width: number;
  readonly grow?: number;
  readonly align?: 'end';
}

interface Props<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn<Row>[];
  readonly rowId: (row: Row) => string;
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly selected?: ReadonlySet<string>;
  readonly onToggle?: ((row: Row) => void) | undefined;
  readonly rowTone?: ((row: Row) => 'warn' | 'stop' | undefined) | undefined;
  readonly loading?: boolean;
  readonly hasMore?: boolean;
  readonly loadingMore?: boolean;
  readonly onMore?: (() => void) | undefined;
  readonly empty: ReactNode;
  readonly rowPx?: number;
}

const FEATURES = tableFeatures({ columnSizingFeature });
/** Rows before the end at which the next page is asked for, so that scrolling never meets the edge. */
const PREFETCH_ROWS = 15;
/** Column of the boxes that select; as wide as a finger. */
const SELECT_PX = 44;
/** Padding left and right of a row together, as in data-grid.css. */
const SIDE_PX = 16;

/**
 * The one grid: virtual rows, keyset paging, all keys (arrows, j/k, Home/End, Enter opens, x selects). Keys work as soon as
 * nothing else has the focus.
 */
export function DataGrid<Row extends object>(props: Props<Row>): ReactNode {
  const { t } = useTranslation();
  const { columns, rows, rowId, onMore, hasMore, loadingMore, selected, onToggle } = props;
  const gridRef = useRef<HTMLDivElement>(null);
  const scrollRef = useRef<HTMLDivElement>(null);
  const data = useMemo(() => [...rows], [rows]);
  const defs = useMemo(
    (): ColumnDef<typeof FEATURES, Row>[] =>
      columns.map((column) => ({
        id: column.id,
        header: () => column.header,
        cell: ({ row }) => column.cell(row.original),
        size: column.width,
      })),
    [columns],
  );
  const table = useTable({ features: FEATURES, columns: defs, data, getRowId: rowId });
  const tableRows = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: tableRows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => props.rowPx ?? 48,
    getItemKey: (index) => tableRows[index]?.id ?? index,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !loadingMore && lastIndex >= tableRows.length - PREFETCH_ROWS) onMore?.();
  }, [hasMore, loadingMore, lastIndex, tableRows.length, onMore]);

  const keys = useGridKeys({
    count: tableRows.length,
    idAt: (index) => tableRows[index]?.id,
    indexOf: (id) => tableRows.findIndex((row) => row.id === id),
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    open: (index) => act(index, props.onOpen),
    toggle: (index) => act(index, props.onToggle),
    focus: () => gridRef.current?.focus(),
  });
  function act(index: number, callback: ((row: Row) => void) | undefined): void {
    const row = tableRows[index]?.original;
    if (row) callback?.(row);
  }

  const selectPx = onToggle ? SELECT_PX : 0;
  const template = [
    ...(onToggle ? [`${SELECT_PX}px`] : []),
    ...columns.map((column) => (column.grow ? `minmax(${column.width}px, ${column.grow}fr)` : `${column.width}px`)),
  ].join(' ');
  const minWidth = columns.reduce((sum, column) => sum + column.width, selectPx) + SIDE_PX;
  const alignOf = (id: string): string =>
    columns.find((column) => column.id === id)?.align === 'end' ? 'grid-cell grid-end' : 'grid-cell';
  const isEmpty = tableRows.length === 0;
  return (
    <div
      ref={gridRef}
      className="grid"
      role="grid"
      aria-label={props.label}
      aria-rowcount={hasMore ? -1 : tableRows.length + 1}
      tabIndex={0}
      aria-activedescendant={isEmpty ? undefined : `row-${tableRows[keys.cursor]?.id ?? ''}`}
      onKeyDown={keys.onKeyDown}
    >
      <div className="grid-scroll" ref={scrollRef}>
        <div className="grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template, minWidth }}>
          {onToggle && (
            <div role="columnheader" className="grid-cell">
              <span className="visually-hidden">{t('grid.select')}</span>
            </div>
          )}
          {table.getHeaderGroups()[0]?.headers.map((header) => (
            <div key={header.id} role="columnheader" className={alignOf(header.column.id)}>
              <table.FlexRender header={header} />
            </div>
          ))}
        </div>
        {props.loading && isEmpty && (
          <Skeleton active className="grid-skeleton" title={false} paragraph={{ rows: 10, width: '100%' }} />
        )}
        {!props.loading && isEmpty && (
          <div className="grid-empty" role="row">
            <div role="gridcell">{props.empty}</div>
          </div>
        )}
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const row = tableRows[item.index];
            if (!row) return null;
            const tone = props.rowTone?.(row.original);
            return (
              <div
                key={row.id}
                id={`row-${row.id}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={selected?.has(row.id) ?? item.index === keys.cursor}
                className={`grid-row${item.index === keys.cursor ? ' grid-cursor' : ''}${selected?.has(row.id) ? ' grid-selected' : ''}${tone ? ` grid-${tone}` : ''}`}
                style={{
                  gridTemplateColumns: template,
                  minWidth,
                  height: item.size,
                  transform: `translateY(${item.start}px)`,
                }}
                onClick={() => {
                  keys.setCursor(item.index);
                  props.onOpen?.(row.original);
                }}
              >
                {onToggle && (
                  <div
                    role="gridcell"
                    className="grid-cell grid-select"
                    onClick={(event) => {
                      // The whole cell selects and never opens the row.
                      event.preventDefault();
                      event.stopPropagation();
                      keys.setCursor(item.index);
                      onToggle(row.original);
                    }}
                  >
                    <Checkbox tabIndex={-1} checked={selected?.has(row.id) ?? false} aria-label={t('grid.select')} />
                  </div>
                )}
                {row.getAllCells().map((cell) => (
                  <div key={cell.id} role="gridcell" className={alignOf(cell.column.id)}>
                    <table.FlexRender cell={cell} />
                  </div>
                ))}
              </div>
            );
          })}
        </div>
        {loadingMore && (
          <Skeleton active className="grid-skeleton" title={false} paragraph={{ rows: 2, width: '100%' }} />
        )}
      </div>
    </div>
  );
}
