import { PrinterOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import { PrintJobState } from '#renderer/ui/PrintJobState.tsx';
import { PrintPreview } from '#renderer/ui/PrintPreview.tsx';
import { ReprintDialog } from '#renderer/ui/ReprintDialog.tsx';

/** The label of this parcel: where it came out, in which state, how it looks. What is wrong stands in the instruction. */
export function LabelPanel({ job }: { readonly job: PrintJobView }): ReactNode {
  const { t } = useTranslation('packing');
  const [reprinting, setReprinting] = useState(false);
  return (
    <section className="label-panel" aria-label={t('label.title')}>
      <PrintPreview key={job.id} job={job} height={190} />
      <div className="stack grow">
        <PrintJobState job={job} />
        <span className="mono">{job.trackingNumber}</span>
        <span className="muted">{job.deviceName}</span>
        {(job.state === 'printed' || job.state === 'voided') && (
          <Button icon={<PrinterOutlined />} onClick={() => setReprinting(true)}>
            {t('label.again')}
          </Button>
        )}
      </div>
      <ReprintDialog job={reprinting ? job : null} onClose={() => setReprinting(false)} />
    </section>
  );
}
