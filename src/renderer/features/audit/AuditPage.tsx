import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AuditFilters, NO_FILTER } from '#renderer/features/audit/AuditFilters.tsx';
import type { AuditFilter } from '#renderer/features/audit/AuditFilters.tsx';
import { useAuditText } from '#renderer/features/audit/use-audit-text.ts';
import type { AuditEntry, AuditText } from '#renderer/features/audit/use-audit-text.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { GridColumn } from '#renderer/ui/DataGrid.tsx';
import { DataGrid } from '#renderer/ui/DataGrid.tsx';
import { dayStart } from '#renderer/ui/day-start.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { AuditOutlined, DownloadOutlined } from '#renderer/ui/icons.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { toCsv } from '#renderer/ui/to-csv.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import './audit.css';

interface Row extends AuditText {
  readonly entry: AuditEntry;
}

const SHOWN = 500;

/** What people did: who, when, to what, in words. Entries are chained and never change. */
export function AuditPage(): ReactNode {
  const { t } = useTranslation('audit');
  const isLead = useHasRole('lead');
  const format = useFormat();
  const textOf = useAuditText();
  const [filter, setFilter] = useState(NO_FILTER);
  const wanted = {
    actor: filter.actor,
    act: filter.act,
    fromMs: dayStart(filter.fromDay, format.zone),
    toMs: dayStart(dayAfter(filter.toDay), format.zone),
  };
  const audit = useQuery(
    orpc.auth.audit.queryOptions({
      input: { ...wanted, limit: SHOWN },
      enabled: isLead,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(
    () =>
      withText(
        (audit.data?.entries ?? []).map((entry) => ({ entry, ...textOf(entry) })),
        filter.text,
      ),
    [audit.data, filter.text, textOf],
  );
  const save = useAct(
    async () => {
      const entries = await everyEntry(wanted);
      const found = withText(
        entries.map((entry) => ({ entry, ...textOf(entry) })),
        filter.text,
      );
      const head = ['at', 'actor', 'act', 'target', 'data'].map((name) => t(`column.${name}`));
      const lines = found.map((row) => [format.full(row.entry.atMs), row.actor, row.act, row.target, row.details]);
      saveFile('packbench-audit.csv', toCsv([head, ...lines]), 'text/csv;charset=utf-8');
      return found.length;
    },
    { toast: (n) => t('saved', { n }) },
  );
  const columns = useMemo(
    (): GridColumn<Row>[] => [
      { id: 'at', header: t('column.at'), width: 216, cell: (row) => <TimeText atMs={row.entry.atMs} long /> },
      { id: 'actor', header: t('column.actor'), width: 140, cell: (row) => <strong>{row.actor}</strong> },
      { id: 'act', header: t('column.act'), width: 220, grow: 1, cell: (row) => row.act },
      {
        id: 'target',
        header: t('column.target'),
        width: 220,
        grow: 1,
        cell: (row) => <span title={row.target}>{row.target}</span>,
      },
      {
        id: 'data',
        header: t('column.data'),
        width: 260,
        grow: 2,
        cell: (row) => <span title={row.details}>{row.details}</span>,
      },
    ],
    [t],
  );
  if (!isLead) return <EmptyState icon={<AuditOutlined />} title={t('common:leadOnly')} />;
  const isFiltered = Object.values(filter).some((value) => value !== null && value !== '');
  return (
    <PageFrame
      fixed
      title={t('title')}
      intro={t('intro', { n: SHOWN })}
      actions={
        <Button icon={<DownloadOutlined />} loading={save.busy} onClick={() => save.run(undefined)}>
          {t('saveCsv')}
        </Button>
      }
      problem={audit.error ? problemOf(audit.error) : save.problem}
      onRetry={audit.error ? () => void audit.refetch() : undefined}
    >
      <AuditFilters
        filter={filter}
        onFilter={setFilter}
        actors={audit.data?.actors ?? []}
        acts={audit.data?.acts ?? []}
      />
      <DataGrid
        label={t('title')}
        rows={rows}
        columns={columns}
        rowId={(row) => String(row.entry.seq)}
        loading={audit.isLoading}
        empty={
          isFiltered ? (
            <EmptyState
              icon={<AuditOutlined />}
              title={t('noneFound')}
              action={<Button onClick={() => setFilter(NO_FILTER)}>{t('showAll')}</Button>}
            />
          ) : (
            <EmptyState icon={<AuditOutlined />} title={t('empty')} />
          )
        }
        rowPx={42}
      />
    </PageFrame>
  );
}

type Wanted = Pick<AuditFilter, 'actor' | 'act'> & { readonly fromMs: number | null; readonly toMs: number | null };

/** All that the filter lets through, page by page. */
async function everyEntry(wanted: Wanted): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  for (;;) {
    const { entries } = await client.auth.audit({ ...wanted, limit: SHOWN, before: all.at(-1)?.seq ?? null });
    all.push(...entries);
    if (entries.length < SHOWN) return all;
  }
}

/** Words are looked for in what is shown, not in what is stored. */
function withText(rows: readonly Row[], text: string): readonly Row[] {
  const needle = text.trim().toLowerCase();
  return needle === ''
    ? rows
    : rows.filter((row) => `${row.actor} ${row.act} ${row.target} ${row.details}`.toLowerCase().includes(needle));
}

/** The last day counts as a whole. */
function dayAfter(day: string): string {
  const atMs = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(atMs) ? '' : new Date(atMs + 86_400_000).toISOString().slice(0, 10);
}
