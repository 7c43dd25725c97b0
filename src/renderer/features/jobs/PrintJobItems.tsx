import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { reprintReason } from '#renderer/ui/reprint-reason.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import { PrintDecision } from '#renderer/ui/PrintDecision.tsx';
import { PrintJobState } from '#renderer/ui/PrintJobState.tsx';
import { PrintPreview } from '#renderer/ui/PrintPreview.tsx';
import { needsDecision } from '#renderer/ui/print-tone.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReprintDialog } from '#renderer/ui/ReprintDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';

/** Print jobs with what became of them; each shows its label, and those that ask take their answer. */
export function PrintJobItems({ jobs }: { readonly jobs: readonly PrintJobView[] }): ReactNode {
  const { t } = useTranslation('jobs');
  const [shown, setShown] = useState<PrintJobView | null>(null);
  const [reprinting, setReprinting] = useState<PrintJobView | null>(null);
  return (
    <>
      <ul className="job-list">
        {jobs.map((job) => (
          <li key={job.id} className="panel job">
            <div className="row-between">
              <span className="row">
                <PrintJobState job={job} />
                <strong>{t(`common:printKind.${job.kind}`)}</strong>
                <span className="mono">{job.trackingNumber ?? job.waveNumber}</span>
                {job.orderId && (
                  <Link href={`/orders/${job.orderId}`} className="mono">
                    {job.orderNumber ?? t('order')}
                  </Link>
                )}
                {job.printNumber > 1 && <span>{t('printing:printNumber', { n: job.printNumber })}</span>}
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
            {job.reason !== null && (
              <span className="muted">{t('print.reason', { reason: reprintReason(t, job.reason) })}</span>
            )}
            <ProblemNote problem={job.problem} />
            {needsDecision(job) && <PrintDecision job={job} />}
          </li>
        ))}
      </ul>
      <Modal
        open={shown !== null}
        title={shown?.trackingNumber ?? shown?.waveNumber ?? t('print.show')}
        footer={null}
        onCancel={() => setShown(null)}
        width={480}
        destroyOnHidden
      >
        {shown && <PrintPreview job={shown} />}
      </Modal>
      <ReprintDialog job={reprinting} onClose={() => setReprinting(null)} />
    </>
  );
}
