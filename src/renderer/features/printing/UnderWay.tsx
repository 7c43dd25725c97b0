import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { PrintDecision } from '#renderer/ui/PrintDecision.tsx';
import { PrintJobState } from '#renderer/ui/PrintJobState.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { usePrintName } from '#renderer/ui/use-print-name.ts';

/** The label that is on its way; one that hangs in the printer can be answered for, when its paper is lost for good. */
export function UnderWay({ job }: { readonly job: PrintJobView }): ReactNode {
  const { t } = useTranslation('printing');
  const printName = usePrintName();
  const [isAsked, ask] = useState(false);
  return (
    <Panel title={t('underWay')}>
      <div className="stack">
        <span className="row">
          <PrintJobState job={job} />
          <strong className="mono">{printName(job)}</strong>
          {job.batch && <span className="muted">{t('place', { n: job.batch.position, of: job.batch.size })}</span>}
          {job.state === 'blocked' && !isAsked && <Button onClick={() => ask(true)}>{t('answerFor')}</Button>}
        </span>
        <ProblemNote problem={job.problem} />
        {job.state === 'blocked' && isAsked && (
          <>
            <p className="muted">{t('answerForHint')}</p>
            <PrintDecision job={job} onDecided={() => ask(false)} />
          </>
        )}
      </div>
    </Panel>
  );
}
