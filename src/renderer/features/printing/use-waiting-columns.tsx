import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import type { GridColumn } from '#renderer/ui/DataGrid.tsx';
import { PrintJobState } from '#renderer/ui/PrintJobState.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';

/** Columns of the labels that wait. */
export function useWaitingColumns(): GridColumn<PrintJobView>[] {
  const { t } = useTranslation('printing');
  return [
    {
      id: 'batch',
      header: t('column.batch'),
      width: 70,
      cell: (job) => (job.batch ? t('place', { n: job.batch.position, of: job.batch.size }) : ''),
    },
    { id: 'state', header: t('column.state'), width: 120, cell: (job) => <PrintJobState job={job} /> },
    { id: 'kind', header: t('column.kind'), width: 78, cell: (job) => t(`common:printKind.${job.kind}`) },
    {
      id: 'number',
      header: t('column.number'),
      width: 140,
      grow: 1,
      cell: (job) => <span className="mono">{job.trackingNumber ?? job.waveNumber ?? ''}</span>,
    },
    {
      id: 'order',
      header: t('column.order'),
      width: 170,
      grow: 1,
      cell: (job) =>
        job.orderId && (
          <Link href={`/orders/${job.orderId}`} className="mono">
            {job.orderNumber}
          </Link>
        ),
    },
    { id: 'since', header: t('column.since'), width: 112, cell: (job) => <TimeText atMs={job.createdAtMs} /> },
  ];
}
