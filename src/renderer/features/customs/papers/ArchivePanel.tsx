import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { CustomsPaperDialog } from '#renderer/ui/CustomsPaperDialog.tsx';
import { DataGrid } from '#renderer/ui/DataGrid.tsx';
import type { GridColumn } from '#renderer/ui/DataGrid.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { DownloadOutlined, InboxOutlined, PrinterOutlined, SearchOutlined } from '#renderer/ui/icons.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { PrintPapersDialog } from '#renderer/ui/PrintPapersDialog.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { savePdf } from '#renderer/ui/save-file.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { CustomsDocumentView } from '#shared/contract/customs-papers.ts';
import { CustomsPaperKind } from '#shared/model/customs.ts';

/** Every paper that was made, found by any number; chosen ones are saved as one file. */
export function ArchivePanel(): ReactNode {
  const { t } = useTranslation('customs-papers');
  const [text, setText] = useState('');
  const [kind, setKind] = useState<CustomsPaperKind | null>(null);
  const [shown, setShown] = useState<CustomsDocumentView | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [copies, setCopies] = useState(1);
  const [isPrinting, setPrinting] = useState(false);
  const papers = useInfiniteQuery(
    orpc.customsPapers.list.infiniteOptions({
      input: (after: string | null) => ({ text, kind, after, limit: 50 }),
      initialPageParam: null,
      getNextPageParam: (last) => last.next,
    }),
  );
  const rows = useMemo(() => papers.data?.pages.flatMap((page) => page.documents) ?? [], [papers.data]);
  const merge = useAct(() => client.customsPapers.merged({ ids: [...selected], copies }), {
    done: ({ fileName, base64 }) => savePdf(fileName, base64),
  });
  const toggle = ({ id }: CustomsDocumentView): void => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  const columns: readonly GridColumn<CustomsDocumentView>[] = [
    { id: 'kind', header: t('column.kind'), width: 150, grow: 3, cell: (row) => t(`kind.${row.kind}`) },
    {
      id: 'number',
      header: t('column.number'),
      width: 100,
      grow: 1,
      cell: (row) => <span className="mono">{row.number || row.orderNumber}</span>,
    },
    { id: 'country', header: t('column.country'), width: 68, cell: (row) => row.country },
    { id: 'made', header: t('column.made'), width: 120, cell: (row) => <TimeText atMs={row.createdAtMs} /> },
    {
      id: 'hash',
      header: t('column.hash'),
      width: 92,
      cell: (row) => (
        <span className="mono" title={row.sha256}>
          {row.sha256.slice(0, 7)}
        </span>
      ),
    },
    {
      id: 'state',
      header: t('column.state'),
      width: 92,
      cell: (row) => (
        <Chip tone={row.supersededBy === null ? 'go' : 'neutral'}>
          {t(row.supersededBy === null ? 'state.current' : 'state.superseded')}
        </Chip>
      ),
    },
  ];
  return (
    <Panel title={t('archive')} flush>
      <div className="stack" style={{ padding: 12 }}>
        <div className="row">
          <Input.Search
            searchIcon={
              <>
                <SearchOutlined />
                <span className="visually-hidden">{t('search')}</span>
              </>
            }
            allowClear
            className="grow"
            aria-label={t('search')}
            placeholder={t('search')}
            maxLength={80}
            onSearch={setText}
          />
          <Select
            allowClear
            aria-label={t('column.kind')}
            placeholder={t('anyKind')}
            style={{ width: 200 }}
            value={kind}
            onChange={(chosen: CustomsPaperKind | undefined) => setKind(chosen ?? null)}
            options={CustomsPaperKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        </div>
        {selected.size > 0 && (
          <div className="row">
            <strong>{t('chosen', { n: selected.size })}</strong>
            <label className="row">
              {t('copies')}
              <InputNumber
                min={1}
                max={10}
                value={copies}
                onChange={(value) => setCopies(value ?? 1)}
                style={{ width: 72 }}
              />
            </label>
            <Button
              type="primary"
              icon={<DownloadOutlined />}
              loading={merge.busy}
              onClick={() => merge.run(undefined)}
            >
              {t('saveMerged')}
            </Button>
            <Button icon={<PrinterOutlined />} onClick={() => setPrinting(true)}>
              {t('print.open')}
            </Button>
            <Button onClick={() => setSelected(new Set())}>{t('chooseNone')}</Button>
          </div>
        )}
        <ProblemNote problem={merge.problem ?? (papers.error ? problemOf(papers.error) : null)} />
      </div>
      <div className="papers-grid">
        <DataGrid
          label={t('archive')}
          rows={rows}
          columns={columns}
          rowId={({ id }) => id}
          onOpen={setShown}
          selected={selected}
          onToggle={toggle}
          loading={papers.isPending}
          hasMore={papers.hasNextPage}
          loadingMore={papers.isFetchingNextPage}
          onMore={() => void papers.fetchNextPage()}
          empty={
            <EmptyState
              icon={<InboxOutlined />}
              title={t(text === '' && kind === null ? 'empty.title' : 'empty.noneFound')}
              hint={t(text === '' && kind === null ? 'empty.hint' : 'empty.noneFoundHint')}
            />
          }
        />
      </div>
      {isPrinting && <PrintPapersDialog ids={[...selected]} onClose={() => setPrinting(false)} />}
      {shown && <CustomsPaperDialog document={shown} onClose={() => setShown(null)} />}
    </Panel>
  );
}
