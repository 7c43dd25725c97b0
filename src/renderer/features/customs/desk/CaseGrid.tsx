import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskFilter } from '#renderer/features/customs/desk/desk-filter.ts';
import { STATE_TONE } from '#renderer/features/customs/desk/state-tone.ts';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { DataGrid } from '#renderer/ui/DataGrid.tsx';
import type { GridColumn } from '#renderer/ui/DataGrid.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { CheckCircleOutlined } from '#renderer/ui/icons.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import type { CaseRow } from '#shared/contract/customs-desk.ts';

interface Props {
  readonly filter: DeskFilter;
  readonly selected: ReadonlyMap<string, CaseRow>;
  readonly onSelect: (selected: ReadonlyMap<string, CaseRow>) => void;
  readonly onOpen: (orderId: string) => void;
}

/** The most that one fill takes. */
const MOST_SELECTED = 200;

/** Orders of the desk; x selects, Enter opens. */
export function CaseGrid({ filter, selected, onSelect, onOpen }: Props): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  const cases = useInfiniteQuery(
    orpc.customsDesk.cases.infiniteOptions({
      input: (after: string | null) => ({ ...filter, after, limit: 50 }),
      initialPageParam: null,
      getNextPageParam: (last) => last.next,
    }),
  );
  const rows = useMemo(() => cases.data?.pages.flatMap((page) => page.rows) ?? [], [cases.data]);
  // What is filled is what the list shows: a selected order that was judged or filled meanwhile is not refused as an older one.
  useEffect(() => {
    const fresh = rows.filter((row) => selected.has(row.orderId) && selected.get(row.orderId) !== row);
    if (fresh.length > 0) onSelect(new Map([...selected, ...fresh.map((row) => [row.orderId, row] as const)]));
  }, [rows, selected, onSelect]);
  const columns: readonly GridColumn<CaseRow>[] = [
    {
      id: 'number',
      header: t('column.order'),
      width: 140,
      cell: (row) => (
        <span className="desk-two" title={row.shopName}>
          <strong className="mono">{row.orderNumber}</strong>
          <span className="muted">
            <TimeText atMs={row.placedAtMs} />
          </span>
        </span>
      ),
    },
    {
      id: 'to',
      header: t('column.to'),
      width: 140,
      cell: (row) => (
        <span className="desk-two">
          <span>{text.territory(row.territory)}</span>
          <span className="muted">{row.recipientMasked}</span>
        </span>
      ),
    },
    {
      id: 'state',
      header: t('column.state'),
      width: 150,
      cell: (row) => <Chip tone={STATE_TONE[row.state]}>{t(`state.${row.state}`)}</Chip>,
    },
    {
      id: 'fields',
      header: t('column.blocks'),
      width: 170,
      grow: 3,
      cell: (row) => (
        <span className="desk-fields" title={row.fields.map(text.field).join(', ')}>
          {row.fields.map(text.field).join(', ') || '—'}
        </span>
      ),
    },
    {
      id: 'asked',
      header: t('column.asked'),
      width: 120,
      cell: (row) => <Asked row={row} />,
    },
  ];
  const toggle = (row: CaseRow): void => {
    const next = new Map(selected);
    if (next.has(row.orderId)) next.delete(row.orderId);
    else if (next.size < MOST_SELECTED) next.set(row.orderId, row);
    onSelect(next);
  };
  return (
    <div className="desk-grid">
      <ProblemNote problem={cases.error ? problemOf(cases.error) : null} />
      {rows.length > 1 && (
        <div className="row desk-select">
          <button
            type="button"
            className="choice"
            onClick={() => onSelect(new Map(rows.slice(0, MOST_SELECTED).map((row) => [row.orderId, row])))}
          >
            {t('select.shown', { n: Math.min(rows.length, MOST_SELECTED) })}
          </button>
        </div>
      )}
      <DataGrid
        label={t('grid')}
        rows={rows}
        columns={columns}
        rowId={(row) => row.orderId}
        selected={new Set(selected.keys())}
        onToggle={toggle}
        onOpen={(row) => onOpen(row.orderId)}
        rowPx={56}
        loading={cases.isPending}
        hasMore={cases.hasNextPage}
        loadingMore={cases.isFetchingNextPage}
        onMore={() => void cases.fetchNextPage()}
        empty={
          <EmptyState
            icon={<CheckCircleOutlined />}
            title={t(filter.state === 'blocked' ? 'empty.nothingBlocked' : 'empty.none')}
            hint={t(filter.state === 'blocked' ? 'empty.nothingBlockedHint' : 'empty.noneHint')}
          />
        }
      />
    </div>
  );
}

function Asked({ row }: { readonly row: CaseRow }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const last = row.asked.at(-1);
  if (!last) return '—';
  const isAnswered = row.asked.every((ask) => ask.answeredAtMs !== null);
  return (
    <span className="stack-tight">
      <span>{t(isAnswered ? 'asked.answered' : 'asked.waiting')}</span>
      <span className="muted">
        <TimeText atMs={isAnswered ? last.answeredAtMs : last.atMs} />
      </span>
    </span>
  );
}
