import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { CleaningRule, CleaningRunView } from '#shared/contract/cleaning.ts';

/** What each version did, what still stands of it, and the runs over stored orders. */
export function RuleHistory({ rule, isLead }: { readonly rule: CleaningRule; readonly isLead: boolean }): ReactNode {
  const { t } = useTranslation('cleaning');
  const format = useFormat();
  const { data, error } = useQuery(orpc.cleaning.versions.queryOptions({ input: { id: rule.id } }));
  const undo = useAct((version: number) => client.cleaning.undo({ id: rule.id, version }));
  const apply = useAct(() => client.cleaning.apply({ id: rule.id }));
  const isRunning = rule.run?.state === 'running';
  const isOn = rule.state === 'on' || rule.state === 'rolling_out';
  return (
    <div className="stack">
      <ProblemNote
        problem={error ? problemOf(error) : (undo.problem ?? apply.problem)}
        onClose={() => [undo, apply].forEach((act) => act.clear())}
      />
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('history.version')}</th>
            <th>{t('history.saved')}</th>
            <th className="num">{t('column.seen')}</th>
            <th className="num">{t('column.changed')}</th>
            <th className="num">{t('column.errors')}</th>
            <th className="num">{t('history.standing')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {(data?.versions ?? []).map((version) => (
            <tr key={version.version}>
              <td>{version.version}</td>
              <td>
                <TimeText atMs={version.savedAtMs} /> {version.savedBy}
              </td>
              <td className="num">{format.count(version.counts.seen)}</td>
              <td className="num">{format.count(version.counts.changed)}</td>
              <td className="num">{format.count(version.counts.errors)}</td>
              <td className="num">{format.count(version.standing)}</td>
              <td className="num">
                <Popconfirm
                  title={t('history.undoSure')}
                  description={<div className="cleaning-sure">{t('history.undoHint', { n: version.standing })}</div>}
                  okText={t('history.undo')}
                  cancelText={t('common:cancel')}
                  onConfirm={() => undo.run(version.version)}
                >
                  <Button
                    danger
                    disabled={!isLead || isRunning || version.standing === 0}
                    title={isLead ? undefined : t('common:leadOnly')}
                    loading={undo.busy}
                  >
                    {t('history.undo')}
                  </Button>
                </Popconfirm>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">{t('history.standingHint')}</p>
      <div className="row">
        <Button
          disabled={!isLead || !isOn || isRunning}
          title={isLead ? undefined : t('common:leadOnly')}
          loading={apply.busy}
          onClick={() => apply.run(undefined)}
        >
          {t('history.apply')}
        </Button>
        <span className="muted">{t(isOn ? 'history.applyHint' : 'history.applyOff')}</span>
      </div>
      {data?.runs.length === 0 && <p className="muted">{t('history.noRuns')}</p>}
      {(data?.runs ?? []).map((run) => (
        <RunCard key={run.id} run={run} isLead={isLead} />
      ))}
    </div>
  );
}

function RunCard({ run, isLead }: { readonly run: CleaningRunView; readonly isLead: boolean }): ReactNode {
  const { t } = useTranslation('cleaning');
  const [shown, setShown] = useState(false);
  const left = useQuery(orpc.cleaning.leftOrders.queryOptions({ input: { id: run.id }, enabled: shown }));
  const stop = useAct(() => client.cleaning.stopRun({ id: run.id }));
  const share = Math.min(99, Math.round((run.met / Math.max(1, run.total)) * 100));
  return (
    <div className="panel panel-body stack-tight">
      <div className="row-between">
        <span className="row">
          <Chip tone={run.state === 'running' ? 'accent' : 'neutral'}>
            {run.state === 'running' ? `${share} %` : t(`run.state.${run.state}`)}
          </Chip>
          <strong>{t(`run.kind.${run.kind}`, { n: run.version })}</strong>
        </span>
        <span className="row">
          {run.state === 'running' && (
            <Button
              disabled={!isLead}
              title={isLead ? undefined : t('common:leadOnly')}
              loading={stop.busy}
              onClick={() => stop.run(undefined)}
            >
              {t('run.stop')}
            </Button>
          )}
          {run.left > 0 && (
            <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
              {t('run.showLeft')}
            </Button>
          )}
        </span>
      </div>
      <span className="muted">
        {t('run.counts', { met: run.met, changed: run.changed, left: run.left })} · {run.createdBy},{' '}
        <TimeText atMs={run.createdAtMs} />
      </span>
      <ProblemNote problem={left.error ? problemOf(left.error) : stop.problem} onClose={stop.clear} />
      {shown && (
        <ul className="cleaning-left">
          {(left.data?.orders ?? []).map((order) => (
            <li key={order.orderId}>
              <Link href={`/orders/${order.orderId}`} className="mono">
                {order.number}
              </Link>{' '}
              {t(`left.${order.outcome}`)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
