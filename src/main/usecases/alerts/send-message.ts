import { z } from 'zod';
import type { ReadDb } from '#main/db/handles.ts';
import type { Notifier, NotifierContext, NotifierMessage } from '#main/plugins/notifiers/notifier.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { MOST_TRIES } from '#main/usecases/alerts/form-messages.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { AlertSeverity } from '#shared/model/alerts.ts';

/** A notifier with its settings and secrets, as it is now. */
export interface OpenedNotifier {
  readonly plugin: Notifier;
  context(signal: AbortSignal): NotifierContext;
}

/** @throws AppError ERR_NOTIFIER_UNKNOWN, ERR_NOTIFIER_CONFIG_UNREADABLE */
export type OpenNotifier = (id: string) => OpenedNotifier;

export interface MessageRow {
  readonly id: string;
  readonly notifier_id: string;
  readonly state: 'waiting' | 'sent' | 'failed';
  readonly severity: string;
  readonly title: string;
  readonly text: string;
  readonly alerts_json: string;
}

const StoredAlerts = z.array(
  z.object({
    event: z.enum(['raised', 'escalated', 'resolved', 'test']),
    kind: z.string(),
    subject: z.string(),
    subjectName: z.string(),
    severity: AlertSeverity,
    text: z.string(),
    firstSeenAtMs: z.number(),
    count: z.number(),
  }),
);

/**
 * Sends one message as it was written. One that was sent is not sent again; one whose outcome is unknown is: an alert told twice
 * does less harm than one that nobody hears of. @returns why it failed
 */
export async function sendMessage(
  context: UseCaseContext,
  open: OpenNotifier,
  messageId: string,
  attempt: number,
  signal: AbortSignal,
): Promise<PluginFailure | null> {
  const row = readMessage(context.read, messageId);
  if (!row || row.state === 'sent') return null;
  let notifier: OpenedNotifier;
  try {
    notifier = open(row.notifier_id);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    settle(context, row.id, 'failed', { code: error.code, data: { ...error.data } });
    return { kind: 'refused', code: error.code, retryAfterMs: null, vendorCode: null, vendorText: '' };
  }
  const answer = await notifier.plugin.send(notifier.context(signal), messageOf(row, context.clock.nowMs()));
  if (answer.ok) {
    settle(context, row.id, 'sent', null);
    return null;
  }
  const { failure } = answer;
  const mayGoOn = (failure.kind === 'retry' || failure.kind === 'unknown_outcome') && attempt < MOST_TRIES;
  settle(context, row.id, mayGoOn ? 'waiting' : 'failed', problemOf(failure));
  return failure;
}

export function problemOf({ code, vendorCode, vendorText }: PluginFailure): Problem {
  return { code, data: { vendorCode, vendorText } };
}

function messageOf(row: MessageRow, nowMs: number): NotifierMessage {
  const severity = AlertSeverity.safeParse(row.severity);
  const alerts = StoredAlerts.safeParse(JSON.parse(row.alerts_json));
  return {
    messageId: row.id,
    severity: severity.success ? severity.data : 'warning',
    title: row.title,
    text: row.text,
    alerts: alerts.success ? alerts.data : [],
    sentAtMs: nowMs,
  };
}

function readMessage(db: ReadDb, id: string): MessageRow | undefined {
  return db.prepare<[string], MessageRow>('SELECT * FROM alert_messages WHERE id = ?').get(id);
}

function settle(context: UseCaseContext, id: string, state: MessageRow['state'], problem: Problem | null): void {
  context.db.transaction((tx) => {
    tx.prepare<[string, number | null, string | null, string]>(
      'UPDATE alert_messages SET state = ?, sent_at_ms = ?, failure_json = ?, attempts = attempts + 1 WHERE id = ?',
    ).run(
      state,
      state === 'sent' ? context.clock.nowMs() : null,
      problem === null ? null : JSON.stringify(problem),
      id,
    );
    tx.changed('alerts');
  });
}
