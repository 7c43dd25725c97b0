import type { WriteTx } from '#main/db/handles.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import { alertView, readAlert } from '#main/usecases/alerts/alert-rows.ts';
import { ALERT_SEND_TOPIC } from '#main/usecases/alerts/alert-topics.ts';
import { describeAlert } from '#main/usecases/alerts/describe-alert.ts';
import type { AlertWords } from '#main/usecases/alerts/describe-alert.ts';
import { warehouseZone } from '#main/usecases/system/warehouse-zone.ts';
import type { AlertEvent } from '#main/usecases/alerts/tell-notifiers.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { AlertView } from '#shared/contract/alerts.ts';
import { isLanguage } from '#shared/i18n/languages.ts';
import type { Language } from '#shared/i18n/languages.ts';
import { isAtLeast } from '#shared/model/alerts.ts';

/** So many alerts are told in full; the message says how many more there are. */
const MOST_LISTED = 8;
const RATE_WINDOW_MS = 10 * 60_000;
/** With the waits that robots ask for, some hours. */
export const MOST_TRIES = 24;

interface NotifierRow {
  id: string;
  name: string;
  language: string;
}

interface NoticeRow {
  id: string;
  alert_id: string;
  event: AlertEvent;
}

/**
 * Makes one message out of all that a notifier has to tell by now, and queues it. While one is still on its way, or as many as may
 * go in ten minutes went, the rest waits and goes together into the next.
 */
export function formMessages(context: UseCaseContext, words: AlertWords): void {
  const nowMs = context.clock.nowMs();
  const ready = context.read
    .prepare<[number], NotifierRow>(
      `SELECT id, name, language FROM notifiers n WHERE enabled = 1
         AND EXISTS (SELECT 1 FROM alert_notices x WHERE x.notifier_id = n.id AND x.state = 'waiting' AND x.due_at_ms <= ?)
         AND NOT EXISTS (SELECT 1 FROM alert_messages m WHERE m.notifier_id = n.id AND m.state = 'waiting')`,
    )
    .all(nowMs)
    .filter((notifier) => mayTell(context, notifier.id, nowMs));
  if (ready.length === 0) return;
  context.db.transaction((tx) => {
    for (const notifier of ready) formOne(tx, context, words, notifier, nowMs);
    tx.changed('alerts');
  });
}

function mayTell({ read }: UseCaseContext, notifierId: string, nowMs: number): boolean {
  const recent = read
    .pluck<[string, number], number>('SELECT COUNT(*) FROM alert_messages WHERE notifier_id = ? AND created_at_ms > ?')
    .get(notifierId, nowMs - RATE_WINDOW_MS);
  return (recent ?? 0) < readSetting(read, 'alertMessagesPerTenMinutes');
}

function formOne(tx: WriteTx, context: UseCaseContext, words: AlertWords, notifier: NotifierRow, nowMs: number): void {
  const notices = tx
    .prepare<[string, number], NoticeRow>(
      "SELECT id, alert_id, event FROM alert_notices WHERE notifier_id = ? AND state = 'waiting' AND due_at_ms <= ? ORDER BY due_at_ms, id",
    )
    .all(notifier.id, nowMs);
  const messageId = context.ids.next();
  const language: Language = isLanguage(notifier.language) ? notifier.language : 'en';
  const told = notices
    .map((notice) => ({ event: notice.event, alert: alertView(readAlert(tx, notice.alert_id)) }))
    .toSorted((one, other) => rank(other) - rank(one));
  const message = wordMessage(words, language, told, {
    zone: warehouseZone(tx),
    station: readSetting(tx, 'stationName'),
  });
  tx.prepare<(string | number)[]>(
    "INSERT INTO alert_messages (id, notifier_id, notifier_name, state, severity, title, text, alerts_json, notice_count, created_at_ms) VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?)",
  ).run(
    messageId,
    notifier.id,
    notifier.name,
    message.severity,
    message.title,
    message.text,
    JSON.stringify(message.alerts),
    told.length,
    nowMs,
  );
  const mark = tx.prepare<[string, string]>("UPDATE alert_notices SET state = 'told', message_id = ? WHERE id = ?");
  for (const notice of notices) mark.run(messageId, notice.id);
  enqueueJob(tx, context, {
    topic: ALERT_SEND_TOPIC,
    key: `${ALERT_SEND_TOPIC}:${messageId}`,
    payload: { messageId },
    maxAttempts: MOST_TRIES,
  });
}

interface News {
  readonly event: AlertEvent;
  readonly alert: AlertView;
}

/** Worst first; what is over comes last. */
function rank({ event, alert }: News): number {
  if (event === 'resolved') return 0;
  if (alert.severity === 'critical') return 3;
  return alert.severity === 'warning' ? 2 : 1;
}

interface Place {
  readonly zone: string;
  readonly station: string;
}

/** How bad it is, or what became of it: a cause that is gone is not the same as an alert that a person closed. */
function markOf(event: AlertEvent, { severity, resolvedBy }: AlertView): string {
  if (event === 'raised') return `severity.${severity}`;
  return event === 'resolved' && resolvedBy !== null ? 'event.closed' : `event.${event}`;
}

/** The words of one message. */
function wordMessage(words: AlertWords, language: Language, told: readonly News[], { zone, station }: Place) {
  const described = told.map(({ event, alert }) => {
    const { subject, name, text, todo } = describeAlert(words, language, zone, alert);
    const about = [subject, name].filter((part) => part !== '').join(' · ');
    const mark = words.text(language, markOf(event, alert), { name: alert.resolvedBy ?? '' });
    return {
      event,
      kind: alert.kind,
      subject: alert.subject,
      subjectName: subject,
      severity: alert.severity,
      text,
      firstSeenAtMs: alert.firstSeenAtMs,
      count: alert.count,
      line: [`【${mark}】${about}`, text, ...(event === 'resolved' ? [] : [`→ ${todo}`])].join('\n'),
      head: words.text(language, 'message.head', { mark, alert: about }),
    };
  });
  const more = described.length - MOST_LISTED;
  const open = told.filter(({ event }) => event !== 'resolved').map(({ alert }) => alert.severity);
  const severity = open.reduce<AlertView['severity']>((worst, next) => (isAtLeast(next, worst) ? next : worst), 'info');
  const title =
    described.length === 1 && described[0]
      ? `${station} · ${described[0].head}`
      : `${station} · ${words.text(language, 'message.many', { n: String(described.length) })}`;
  const lines = described.slice(0, MOST_LISTED).map(({ line }) => line);
  if (more > 0) lines.push(words.text(language, 'message.more', { n: String(more) }));
  return {
    severity,
    title,
    text: lines.join('\n\n'),
    alerts: described.map(({ line: _line, head: _head, ...alert }) => alert),
  };
}
