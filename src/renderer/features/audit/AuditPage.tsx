import { AuditOutlined, SearchOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import type { GridColumn } from '#renderer/ui/DataGrid.tsx';
import { DataGrid } from '#renderer/ui/DataGrid.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useHasRole } from '#renderer/ui/use-system-status.ts';

type Entry = Outputs['auth']['audit']['entries'][number];
const SHOWN = 500;

/** What people did: who, when, to what. Entries are chained and never change. */
export function AuditPage(): ReactNode {
  const { t } = useTranslation('audit');
  const isLead = useHasRole('lead');
  const [text, setText] = useState('');
  const audit = useQuery(orpc.auth.audit.queryOptions({ input: { limit: SHOWN }, enabled: isLead }));
  const rows = useMemo(() => {
    const needle = text.trim().toLowerCase();
    const all = audit.data?.entries ?? [];
    return needle === ''
      ? all
      : all.filter((entry) =>
          `${entry.actorName} ${entry.act} ${t(`act.${entry.act}`, { defaultValue: '' })} ${entry.target} ${JSON.stringify(entry.data)}`
            .toLowerCase()
            .includes(needle),
        );
  }, [audit.data, text, t]);
  const columns = useMemo(
    (): GridColumn<Entry>[] => [
      { id: 'at', header: t('column.at'), width: 216, cell: (entry) => <TimeText atMs={entry.atMs} long /> },
      { id: 'actor', header: t('column.actor'), width: 140, cell: (entry) => <strong>{entry.actorName}</strong> },
      {
        id: 'act',
        header: t('column.act'),
        width: 230,
        grow: 1,
        cell: (entry) => t(`act.${entry.act}`, { defaultValue: entry.act }),
      },
      {
        id: 'target',
        header: t('column.target'),
        width: 200,
        grow: 1,
        cell: (entry) => (
          <span title={entry.target}>{t(`settings:name.${nameOf(entry)}.label`, { defaultValue: nameOf(entry) })}</span>
        ),
      },
      {
        id: 'data',
        header: t('column.data'),
        width: 260,
        grow: 2,
        cell: (entry) => (
          <span className="muted mono" title={JSON.stringify(entry.data)}>
            {Object.keys(entry.data).length === 0 ? '' : JSON.stringify(entry.data)}
          </span>
        ),
      },
    ],
    [t],
  );
  if (!isLead) return <EmptyState icon={<AuditOutlined />} title={t('common:leadOnly')} />;
  return (
    <PageFrame
      fixed
      title={t('title')}
      intro={t('intro', { n: SHOWN })}
      actions={
        <Input
          allowClear
          prefix={<SearchOutlined />}
          aria-label={t('search')}
          placeholder={t('search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          style={{ width: 300 }}
        />
      }
      problem={audit.error ? problemOf(audit.error) : null}
      onRetry={() => void audit.refetch()}
    >
      <DataGrid
        label={t('title')}
        rows={rows}
        columns={columns}
        rowId={(entry) => String(entry.seq)}
        loading={audit.isLoading}
        empty={<EmptyState icon={<AuditOutlined />} title={t('empty')} />}
        rowPx={42}
      />
    </PageFrame>
  );
}

/** The name that people know the target by, where the entry keeps it; ids are for machines. */
function nameOf(entry: Entry): string {
  const name = entry.data['name'] ?? entry.data['number'];
  return typeof name === 'string' ? name : entry.target;
}
