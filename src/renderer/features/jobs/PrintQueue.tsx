import { CheckCircleOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useOpenPrints } from '#renderer/features/jobs/use-open-prints.ts';
import { orpc } from '#renderer/rpc/client.ts';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PrintDecision } from '#renderer/ui/PrintDecision.tsx';
import { PrintJobState } from '#renderer/ui/PrintJobState.tsx';
import { PrintPreview } from '#renderer/ui/PrintPreview.tsx';
import { needsDecision } from '#renderer/ui/print-tone.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReprintDialog } from '#renderer/ui/ReprintDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';

/** What asks a person comes first. */
const VIEWS = ['asking', 'open', 'all'] as const;
type View = (typeof VIEWS)[number];

/** Labels on their way to paper; those whose outcome is unknown ask here too. */
export function PrintQueue(): ReactNode {
  const { t } = useTranslation('jobs');
  const [view, setView] = useState<View>('asking');
  const [shown, setShown] = useState<PrintJobView | null>(null);
  const [reprinting, setReprinting] = useState<PrintJobView | null>(null);
  const open = useOpenPrints();
  const all = useQuery(orpc.printing.jobs.queryOptions({ input: { open: false }, enabled: view === 'all' }));
  const jobs = view === 'all' ? all : open;
  const asking = open.data?.jobs.filter(needsDecision) ?? [];
  const shownJobs = view === 'asking' && open.data ? asking : jobs.data?.jobs;
  return (
    <div className="stack">
      <Segmented
        value={view}
        onChange={setView}
        options={[
          { value: 'asking', label: `${t('print.asking')} ${asking.length}` },
          { value: 'open', label: `${t('print.open')} ${open.data?.jobs.length ?? 0}` },
          { value: 'all', label: t('print.all') },
        ]}
      />
      <ProblemNote problem={jobs.error ? problemOf(jobs.error) : null} />
      {shownJobs?.length === 0 &&
        (view === 'asking' ? (
          <EmptyState icon={<CheckCircleOutlined />} title={t('print.calm')} hint={t('print.calmHint')} />
        ) : (
          <EmptyState icon={<PrinterOutlined />} title={t('print.empty')} hint={t('print.emptyHint')} />
        ))}
      <ul className="job-list">
        {shownJobs?.map((job) => (
          <li key={job.id} className="panel job">
            <div className="row-between">
              <span className="row">
                <PrintJobState job={job} />
                <strong>{t(`common:printKind.${job.kind}`)}</strong>
                <span className="mono">{job.trackingNumber}</span>
                {job.orderId && (
                  <Link href={`/orders/${job.orderId}`} className="mono">
                    {job.orderNumber ?? t('order')}
                  </Link>
                )}
                <span className="muted">{`${job.deviceName} · ${job.operatorName}`}</span>
              </span>
              <span className="row">
                <TimeText atMs={job.createdAtMs} />
                <Button onClick={() => setShown(job)}>{t('print.show')}</Button>
                {job.state === 'printed' && job.kind === 'waybill' && (
                  <Button onClick={() => setReprinting(job)}>{t('print.again')}</Button>
                )}
              </span>
            </div>
            <ProblemNote problem={job.problem} />
            {needsDecision(job) && <PrintDecision job={job} />}
          </li>
        ))}
      </ul>
      <Modal
        open={shown !== null}
        title={shown?.trackingNumber ?? t('print.show')}
        footer={null}
        onCancel={() => setShown(null)}
        width={480}
        destroyOnHidden
      >
        {shown && <PrintPreview job={shown} />}
      </Modal>
      <ReprintDialog job={reprinting} onClose={() => setReprinting(null)} />
    </div>
  );
}
