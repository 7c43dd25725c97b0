import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { PrintJobState } from '#renderer/ui/PrintJobState.tsx';
import { ReprintDialog } from '#renderer/ui/ReprintDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { usePrintName } from '#renderer/ui/use-print-name.ts';

/** What came out last and how that is known; where the printer could not tell, it says so. */
export function LastLabels({ jobs }: { readonly jobs: readonly PrintJobView[] }): ReactNode {
  const { t } = useTranslation('printing');
  const printName = usePrintName();
  const [reprinting, setReprinting] = useState<PrintJobView | null>(null);
  return (
    <Panel title={t('last')}>
      {jobs.length === 0 && <p className="muted">{t('lastEmpty')}</p>}
      <ul className="last-labels">
        {jobs.map((job) => (
          <li key={job.id}>
            <div className="row-between">
              <span className="row">
                <PrintJobState job={job} />
                <span className="mono">{printName(job)}</span>
                {job.printNumber > 1 && <span className="muted">{t('printNumber', { n: job.printNumber })}</span>}
              </span>
              <span className="row">
                {job.finishedAtMs !== null && <TimeText atMs={job.finishedAtMs} />}
                {job.kind === 'waybill' && (
                  <Button size="small" onClick={() => setReprinting(job)}>
                    {t('jobs:print.again')}
                  </Button>
                )}
              </span>
            </div>
            {job.state === 'sent' && <p className="muted">{t('unproven')}</p>}
          </li>
        ))}
      </ul>
      <ReprintDialog job={reprinting} onClose={() => setReprinting(null)} />
    </Panel>
  );
}
