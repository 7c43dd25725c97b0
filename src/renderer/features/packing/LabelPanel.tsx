import { PrinterOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import { PrintJobState } from '#renderer/ui/PrintJobState.tsx';
import { PrintPreview } from '#renderer/ui/PrintPreview.tsx';

/** The label of this parcel: where it came out, in which state, how it looks. What is wrong stands in the instruction. */
export function LabelPanel({
  job,
  onReprint,
}: {
  readonly job: PrintJobView;
  readonly onReprint: () => void;
}): ReactNode {
  const { t } = useTranslation('packing');
  return (
    <section className="label-panel" aria-label={t('label.title')}>
      <PrintPreview key={job.id} job={job} height={190} />
      <div className="stack grow">
        <PrintJobState job={job} />
        <span className="mono">{job.trackingNumber}</span>
        <span className="muted">{job.deviceName}</span>
        {(job.state === 'printed' || job.state === 'voided') && (
          <Button icon={<PrinterOutlined />} onClick={onReprint}>
            {t('label.again')}
          </Button>
        )}
      </div>
    </section>
  );
}
