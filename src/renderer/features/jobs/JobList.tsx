import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { CheckCircleOutlined } from '#renderer/ui/icons.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Tone } from '#renderer/ui/Chip.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { JobView } from '#renderer/ui/contract-types.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ParcelSettle } from '#renderer/ui/ParcelSettle.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { SettleParcelDialog } from '#renderer/ui/SettleParcelDialog.tsx';
import type { SettledParcel } from '#renderer/ui/SettleParcelDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

const TONES: Readonly<Record<JobView['state'], Tone>> = {
  waiting: 'accent',
  leased: 'accent',
  done: 'go',
  parked: 'stop',
  cancelled: 'neutral',
};
/** What needs a person comes first. */
const VIEWS = ['parked', 'open', 'done', 'cancelled', 'all'] as const;
type View = (typeof VIEWS)[number];

/** The outbox: what is told to channels and carriers, and all other background work. */
export function JobList(): ReactNode {
  const { t } = useTranslation('jobs');
  const [view, setView] = useState<View>('parked');
  const [routine, setRoutine] = useState(false);
  const [cancelling, setCancelling] = useState<JobView | null>(null);
  const [settling, setSettling] = useState<SettledParcel | null>(null);
  const isLead = useHasRole('lead');
  const jobs = useQuery(
    orpc.jobs.list.queryOptions({
      input: { state: view === 'all' ? null : view, routine },
      placeholderData: keepPreviousData,
    }),
  );
  // When each stopped before it was tried again here: one that stopped anew looks as it did, and has to say so.
  const [stoppedAtMs, setStoppedAtMs] = useState<Readonly<Record<string, number | null>>>({});
  const remember = (tried: readonly JobView[]): void =>
    setStoppedAtMs((known) => ({
      ...known,
      ...Object.fromEntries(tried.map(({ id, finishedAtMs }) => [id, finishedAtMs])),
    }));
  const hasFailedAgain = ({ id, state, finishedAtMs }: JobView): boolean =>
    state === 'parked' && id in stoppedAtMs && stoppedAtMs[id] !== finishedAtMs;
  const retry = useAct((job: JobView) => client.jobs.retry({ id: job.id }), {
    toast: t('retried'),
    done: (_, job) => remember([job]),
  });
  const retryAll = useAct<readonly JobView[], { retried: number }>(() => client.jobs.retryParked({}), {
    toast: t('retriedAll'),
    done: (_, tried) => remember(tried),
  });
  const parked = jobs.data?.counts['parked'] ?? 0;
  const cancel = useAct(
    (input: { job: JobView; reason: string }) => client.jobs.cancel({ id: input.job.id, reason: input.reason }),
    {
      toast: t('cancelled'),
      done: () => setCancelling(null),
    },
  );
  return (
    <div className="stack">
      <div className="row-between">
        <Segmented
          value={view}
          onChange={setView}
          options={VIEWS.map((value) => ({
            value,
            label: `${t(`view.${value}`)} ${countOf(value, jobs.data?.counts ?? {})}`,
          }))}
        />
        {view === 'parked' && parked > 1 && (
          <Button loading={retryAll.busy} onClick={() => retryAll.run(jobs.data?.jobs ?? [])}>
            {t('retryAll', { n: parked })}
          </Button>
        )}
        {view !== 'parked' && (
          <Checkbox checked={routine} onChange={(event) => setRoutine(event.target.checked)}>
            {t('routine')}
          </Checkbox>
        )}
      </div>
      <ProblemNote problem={jobs.error ? problemOf(jobs.error) : retry.problem} onClose={retry.clear} />
      <ProblemNote problem={retryAll.problem} onClose={retryAll.clear} />
      {jobs.data?.jobs.length === 0 &&
        (view === 'parked' ? (
          <EmptyState icon={<CheckCircleOutlined />} title={t('calm')} hint={t('calmHint')} />
        ) : (
          <EmptyState title={t('empty')} hint={t(routine ? 'emptyHint' : 'emptyButRoutine')} />
        ))}
      <ul className="job-list">
        {jobs.data?.jobs.map((job) => (
          <li key={job.id} className="panel job">
            <div className="row-between">
              <span className="row">
                <Chip tone={TONES[job.state]}>{t(`state.${job.state}`)}</Chip>
                <strong>{t(`topic.${job.topic}`, { defaultValue: job.topic })}</strong>
                {job.orderId && (
                  <Link href={`/orders/${job.orderId}`} className="mono">
                    {job.orderNumber ?? t('order')}
                  </Link>
                )}
                {job.shopName && <span className="muted">{job.shopName}</span>}
                {job.attempts > 1 && <span className="muted">{t('attempts', { n: job.attempts })}</span>}
              </span>
              <span className="row">
                <span className="muted">
                  {job.finishedAtMs === null && job.state === 'waiting' ? t('due') : ''}{' '}
                  <TimeText atMs={job.finishedAtMs ?? (job.state === 'waiting' ? job.dueAtMs : job.createdAtMs)} />
                </span>
                {job.state === 'parked' && (
                  <Button type="primary" loading={retry.input?.id === job.id} onClick={() => retry.run(job)}>
                    {t('retry')}
                  </Button>
                )}
                {job.orderId !== null && job.unsettledParcelId !== null && (
                  <ParcelSettle orderId={job.orderId} shipmentId={job.unsettledParcelId} onAnswer={setSettling} />
                )}
                {job.state === 'parked' && job.unsettledParcelId === null && isLead && (
                  <Button onClick={() => setCancelling(job)}>{t('giveUp')}</Button>
                )}
              </span>
            </div>
            {hasFailedAgain(job) && <strong role="status">{t('failedAgain')}</strong>}
            <ProblemNote problem={job.problem} />
            <SettledNote job={job} />
          </li>
        ))}
      </ul>
      <ReasonDialog
        open={cancelling !== null}
        title={t('giveUpTitle')}
        intro={<p>{t('giveUpIntro')}</p>}
        okText={t('giveUp')}
        danger
        choices={[t('doneByHand'), t('notNeeded')]}
        busy={cancel.busy}
        problem={cancel.problem}
        onOk={(reason) => cancelling && cancel.run({ job: cancelling, reason })}
        onCancel={() => {
          setCancelling(null);
          cancel.clear();
        }}
      />
      <SettleParcelDialog parcel={settling} onClose={() => setSettling(null)} />
    </div>
  );
}

/** How a person ended the report of a parcel, and why. */
function SettledNote({ job }: { readonly job: JobView }): ReactNode {
  const { t } = useTranslation();
  const outcome = job.progress?.['settled'];
  if (outcome !== 'left' && outcome !== 'stayed') return null;
  const text = String(job.progress?.['reason'] ?? '');
  return <span className="muted">{t('common:pair', { name: t(`settle.${outcome}.title`), text })}</span>;
}

function countOf(view: View, counts: Readonly<Record<string, number>>): number {
  if (view === 'open') return (counts['waiting'] ?? 0) + (counts['leased'] ?? 0);
  if (view !== 'all') return counts[view] ?? 0;
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
