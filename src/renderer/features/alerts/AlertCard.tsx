import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { AlertMessages } from '#renderer/features/alerts/AlertMessages.tsx';
import { SEVERITY_TONE } from '#renderer/features/alerts/alert-tone.ts';
import { useAlertText } from '#renderer/features/alerts/use-alert-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { seekShop } from '#renderer/ui/sought-shop.ts';
import { useRowAct } from '#renderer/ui/use-row-act.ts';
import { keepSessionState } from '#renderer/ui/use-session-state.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { AlertView } from '#shared/contract/alerts.ts';
import { alertKind } from '#shared/model/alerts.ts';

interface Props {
  readonly alert: AlertView;
  readonly onTab: (tab: string) => void;
  /** Asks why it is closed although its trouble goes on. */
  readonly onResolve: () => void;
}

/** One alert: what is wrong, since when, what to do, who looks after it. */
export function AlertCard({ alert, onTab, onResolve }: Props): ReactNode {
  const { t } = useTranslation('alerts');
  const textOf = useAlertText();
  const isOperator = useHasRole('operator');
  const isLead = useHasRole('lead');
  const [shown, setShown] = useState(false);
  const { subject, name, title, text, todo } = textOf(alert);
  const acknowledge = useRowAct(title, () => client.alerts.acknowledge({ id: alert.id }));
  const isOver = alert.state === 'resolved';
  return (
    <article className="panel alert-card" aria-label={name}>
      <div className="row-between">
        <span className="row">
          <Chip tone={isOver ? 'neutral' : SEVERITY_TONE[alert.severity]}>{t(`severity.${alert.severity}`)}</Chip>
          <h3>{name}</h3>
          {subject !== '' && <span className="muted">{subject}</span>}
        </span>
        <span className="row muted">
          {t('since')} <TimeText atMs={alert.firstSeenAtMs} />
          {alert.count > 1 && <span>{t('count', { n: alert.count })}</span>}
        </span>
      </div>
      <p>{text}</p>
      {!isOver && (
        <p>
          <strong>{t('common:pair', { name: t('todo'), text: '' })}</strong>
          {todo}
        </p>
      )}
      <div className="row-between">
        <span className="row muted">
          <Standing alert={alert} />
        </span>
        <span className="row">
          <Button type="text" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t('messagesOf')}
          </Button>
          <Way alert={alert} onTab={onTab} />
          {!isOver && isLead && (
            <Button type="text" onClick={onResolve}>
              {t('resolve')}
            </Button>
          )}
          {alert.state === 'open' && (
            <Button
              type="primary"
              disabled={!isOperator}
              loading={acknowledge.busy}
              onClick={() => acknowledge.run(undefined)}
            >
              {t('acknowledge')}
            </Button>
          )}
        </span>
      </div>
      <ProblemNote problem={acknowledge.problem} onClose={acknowledge.clear} />
      {shown && <AlertMessages alertId={alert.id} />}
    </article>
  );
}

/** How it stands with it: taken on, called further, over. */
function Standing({ alert }: { readonly alert: AlertView }): ReactNode {
  const { t } = useTranslation('alerts');
  if (alert.state === 'resolved')
    return (
      <>
        <TimeText atMs={alert.resolvedAtMs} />
        <span>
          {alert.resolvedBy === null
            ? t('resolvedItself')
            : t('resolvedBy', { name: alert.resolvedBy, reason: alert.resolveReason ?? '' })}
        </span>
      </>
    );
  return (
    <>
      {alert.state === 'acknowledged' && (
        <>
          <Chip tone="accent">{t('acknowledged')}</Chip>
          <span>{t('by', { name: alert.acknowledgedBy ?? '' })}</span>
          <TimeText atMs={alert.acknowledgedAtMs} />
        </>
      )}
      {alert.escalatedSteps > 0 && <Chip tone="warn">{t('escalated', { n: alert.escalatedSteps })}</Chip>}
      {alert.toldFromMs === null ? (
        <span>{t('screenOnly')}</span>
      ) : (
        <span className="row">
          {t('toldFrom')} <TimeText atMs={alert.toldFromMs} />
        </span>
      )}
    </>
  );
}

/** Where it can be put right. */
function Way({ alert, onTab }: Pick<Props, 'alert' | 'onTab'>): ReactNode {
  const { t } = useTranslation('alerts');
  const { subject } = alertKind(alert.kind);
  if (subject === 'notifier')
    return (
      <Button type="text" onClick={() => onTab('notifiers')}>
        {t('open.notifier')}
      </Button>
    );
  // The clock is set in the system, not here.
  if (alert.kind === 'clock_jumped') return null;
  const [way, path] = wayOf(alert);
  return (
    <Link href={path} className="alert-way" onClick={() => chooseWhatIsSeen(alert)}>
      {t(`open.${way}`)}
    </Link>
  );
}

/** The page that the way leads to begins with what the alert is about. */
function chooseWhatIsSeen({ kind, subject }: AlertView): void {
  if (kind === 'messages_parked') keepSessionState('jobs.tab', 'messages');
  else if (kind === 'jobs_parked') keepSessionState('jobs.tab', 'outbox');
  else if (alertKind(kind).subject === 'cleaning') keepSessionState('settings.tab', 'cleaning');
  else if (alertKind(kind).subject === 'shop') seekShop(subject, kind === 'ledger_investigation' ? 'ledger' : 'card');
}

function wayOf({ kind }: AlertView): readonly [string, string] {
  if (kind === 'messages_parked' || kind === 'jobs_parked') return ['jobs', '/jobs'];
  if (kind === 'backup_failed' || kind === 'disk_low' || kind === 'machine_unfit') return ['backup', '/safety'];
  const { subject } = alertKind(kind);
  if (subject === 'device') return ['device', '/devices'];
  return subject === 'cleaning' ? ['cleaning', '/settings'] : [subject, '/shops'];
}
