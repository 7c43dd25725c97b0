import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import { PrintDecision } from '#renderer/ui/PrintDecision.tsx';
import { PrintJobState } from '#renderer/ui/PrintJobState.tsx';
import { PrintPreview } from '#renderer/ui/PrintPreview.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useHotkeys } from '#renderer/ui/use-hotkeys.ts';
import { usePrintName } from '#renderer/ui/use-print-name.ts';
import { useRowAct } from '#renderer/ui/use-row-act.ts';

interface Props {
  readonly job: PrintJobView;
  /** How many more wait for an answer behind this one. */
  readonly more: number;
  readonly recent: readonly PrintJobView[];
  readonly waiting: readonly PrintJobView[];
}

/** Names the label in doubt, between the last that is sure and the next that waits, and asks what became of it. */
export function DoubtPanel({ job, more, recent, waiting }: Props): ReactNode {
  const { t } = useTranslation('printing');
  const printName = usePrintName();
  const nameOf = (other: PrintJobView): string =>
    [other.batch ? `#${other.batch.position}` : '', printName(other)].join(' ').trim();
  const isFailed = job.state === 'failed';
  const before = job.batch ? recent.find((other) => isNeighbour(job, other, -1)) : recent[0];
  const after = job.batch ? waiting.find((other) => isNeighbour(job, other, 1)) : waiting[0];
  return (
    <section className="panel doubt" aria-label={t('doubt.title')}>
      <PrintPreview job={job} height={220} />
      <div className="stack grow">
        <div className="row-between">
          <h2>
            {t(isFailed ? 'doubt.failed' : 'doubt.title')}{' '}
            {job.batch && t('doubt.place', { n: job.batch.position, of: job.batch.size })}
          </h2>
          {more > 0 && <span className="muted">{t('doubt.more', { n: more })}</span>}
        </div>
        <span className="row">
          <PrintJobState job={job} />
          <strong className="mono">{printName(job)}</strong>
          <span className="muted">{t('doubt.bytes', { sent: job.bytesSent, total: job.bytesTotal })}</span>
        </span>
        <ProblemNote problem={job.problem} />
        {!isFailed && (
          <p className="muted">
            {before && t('doubt.before', { label: nameOf(before) })}{' '}
            {after && t('doubt.after', { label: nameOf(after) })}
          </p>
        )}
        {isFailed ? <FailedDecision job={job} /> : <PrintDecision job={job} hasKeys />}
      </div>
    </section>
  );
}

/** A label that surely did not come out needs no question about it: only whether it is still wanted. */
function FailedDecision({ job }: { readonly job: PrintJobView }): ReactNode {
  const { t } = useTranslation('printing');
  const decide = useRowAct(usePrintName()(job), (decision: 'reprint' | 'void') =>
    client.printing.decide({ id: job.id, decision }),
  );
  useHotkeys({ f6: () => decide.run('reprint'), f7: () => decide.run('void') }, !decide.busy);
  return (
    <>
      <div className="row">
        <Button type="primary" loading={decide.busy} onClick={() => decide.run('reprint')}>
          {t('doubt.tryAgain')} <kbd>F6</kbd>
        </Button>
        <Button danger onClick={() => decide.run('void')}>
          {t('common:decide.void')} <kbd>F7</kbd>
        </Button>
      </div>
      <ProblemNote problem={decide.problem} onClose={decide.clear} />
    </>
  );
}

function isNeighbour(job: PrintJobView, other: PrintJobView, step: 1 | -1): boolean {
  return other.batch?.id === job.batch?.id && other.batch?.position === (job.batch?.position ?? 0) + step;
}
