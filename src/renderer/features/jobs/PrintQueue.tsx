import { PrinterOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
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

/** Labels on their way to paper; those whose outcome is unknown ask here too. */
export function PrintQueue(): ReactNode {
  const { t } = useTranslation('jobs');
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState<PrintJobView | null>(null);
  const [reprinting, setReprinting] = useState<PrintJobView | null>(null);
  const jobs = useQuery(orpc.printing.jobs.queryOptions({ input: { open } }));
  return (
    <div className="stack">
      <Segmented
        value={open}
        onChange={setOpen}
        options={[
          { value: false, label: t('print.all') },
          { value: true, label: t('print.open') },
        ]}
      />
      <ProblemNote problem={jobs.error ? problemOf(jobs.error) : null} />
      {jobs.data?.jobs.length === 0 && (
        <EmptyState icon={<PrinterOutlined />} title={t('print.empty')} hint={t('print.emptyHint')} />
      )}
      <ul className="job-list">
        {jobs.data?.jobs.map((job) => (
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
