import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input, Select, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PrintJobItems } from '#renderer/features/jobs/PrintJobItems.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PrinterOutlined, SearchOutlined } from '#renderer/ui/icons.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { PrintKind } from '#shared/contract/print-jobs.ts';
import type { DeviceId } from '#shared/model/ids.ts';

const PAGE_SIZE = 50;

/** Everything that was printed, by every printer, found by any number of its order. */
export function PrintHistory(): ReactNode {
  const { t } = useTranslation('jobs');
  const [typed, setTyped] = useState('');
  const [deviceId, setDeviceId] = useState<DeviceId | undefined>();
  const [kind, setKind] = useState<PrintKind | undefined>();
  const number = useDeferredValue(typed.trim());
  const printers = (useQuery(orpc.devices.list.queryOptions()).data?.devices ?? []).filter(
    (device) => device.kind === 'printer',
  );
  const history = useInfiniteQuery(
    orpc.printing.history.infiniteOptions({
      input: (after: string | null) => ({ number, deviceId, kind, after, limit: PAGE_SIZE }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const jobs = history.data?.pages.flatMap((page) => page.jobs) ?? [];
  const isFiltered = typed !== '' || deviceId !== undefined || kind !== undefined;
  const showAll = (): void => {
    setTyped('');
    setDeviceId(undefined);
    setKind(undefined);
  };
  return (
    <div className="stack">
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <Input
          allowClear
          prefix={<SearchOutlined />}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t('history.number')}
          aria-label={t('history.number')}
          style={{ width: 280 }}
        />
        <Select<DeviceId>
          allowClear
          value={deviceId ?? null}
          onChange={(next?: DeviceId) => setDeviceId(next)}
          placeholder={t('history.printer')}
          aria-label={t('history.printer')}
          options={printers.map(({ id, name }) => ({ value: id, label: name }))}
          style={{ width: 240 }}
        />
        <Select<PrintKind>
          allowClear
          value={kind ?? null}
          onChange={(next?: PrintKind) => setKind(next)}
          placeholder={t('history.kind')}
          aria-label={t('history.kind')}
          options={PrintKind.options.map((value) => ({ value, label: t(`common:printKind.${value}`) }))}
          style={{ width: 200 }}
        />
      </div>
      <ProblemNote problem={history.error ? problemOf(history.error) : null} />
      {history.isPending && <Skeleton active />}
      {history.data && jobs.length === 0 && !isFiltered && (
        <EmptyState icon={<PrinterOutlined />} title={t('print.empty')} hint={t('print.emptyHint')} />
      )}
      {history.data && jobs.length === 0 && isFiltered && (
        <EmptyState
          icon={<PrinterOutlined />}
          title={t('history.none')}
          hint={t('history.noneHint')}
          action={<Button onClick={showAll}>{t('history.showAll')}</Button>}
        />
      )}
      <PrintJobItems jobs={jobs} />
      {history.hasNextPage && (
        <Button loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {t('history.older')}
        </Button>
      )}
    </div>
  );
}
