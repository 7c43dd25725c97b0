import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { deleteSecret } from '#main/db/repos/secrets-repo.ts';
import type { Notifier } from '#main/plugins/notifiers/notifier.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { AlertWords } from '#main/usecases/alerts/describe-alert.ts';
import { forgetReceiver } from '#main/usecases/alerts/manage-rules.ts';
import { sendMessage } from '#main/usecases/alerts/send-message.ts';
import type { OpenNotifier } from '#main/usecases/alerts/send-message.ts';
import { MOST_TRIES } from '#main/usecases/alerts/form-messages.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { changedFields, checkAccount, checkChange, storedConfig, trialAnswer } from '#main/usecases/plugin-account.ts';
import type { CredentialStore, Settings } from '#main/usecases/plugin-account.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { NotifierView } from '#shared/contract/alerts.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { isLanguage } from '#shared/i18n/languages.ts';
import type { Language } from '#shared/i18n/languages.ts';
import type { AlertSeverity } from '#shared/model/alerts.ts';

/** What managing notifiers needs beside the database. */
export interface NotifierServices extends CredentialStore {
  readonly notifiers: readonly Notifier[];
  readonly open: OpenNotifier;
  readonly words: AlertWords;
}

interface NotifierRow {
  id: string;
  plugin_id: string;
  name: string;
  enabled: number;
  language: string;
  least_severity: AlertSeverity;
  tells_resolved: number;
  config_json: string;
  last_sent_at_ms: number | null;
  state: string | null;
  failure_json: string | null;
}

const SELECT = `SELECT n.*, (SELECT MAX(sent_at_ms) FROM alert_messages s WHERE s.notifier_id = n.id AND s.state = 'sent') AS last_sent_at_ms, m.state, m.failure_json
  FROM notifiers n LEFT JOIN alert_messages m ON m.id = (SELECT id FROM alert_messages x WHERE x.notifier_id = n.id ORDER BY x.created_at_ms DESC, x.id DESC LIMIT 1)`;

export function listNotifiers(db: ReadDb): NotifierView[] {
  return db.prepare<[], NotifierRow>(`${SELECT} ORDER BY n.created_at_ms, n.id`).all().map(toView);
}

function toView(row: NotifierRow): NotifierView {
  return {
    id: row.id,
    pluginId: row.plugin_id,
    name: row.name,
    enabled: row.enabled === 1,
    language: isLanguage(row.language) ? row.language : 'en',
    leastSeverity: row.least_severity,
    tellsResolved: row.tells_resolved === 1,
    config: storedConfig(row.config_json),
    lastSentAtMs: row.last_sent_at_ms,
    problem: row.state === 'sent' ? null : readProblem(row.failure_json),
  };
}

export interface NotifierChoices {
  readonly name: string;
  readonly language: Language;
  readonly leastSeverity: AlertSeverity;
  readonly tellsResolved: boolean;
  readonly config: Settings;
}

/** @throws AppError ERR_NOTIFIER_UNKNOWN, ERR_HOST_INPUT_INVALID with the field */
export function createNotifier(
  context: UseCaseContext,
  services: NotifierServices,
  act: Act,
  input: NotifierChoices & { readonly pluginId: string; readonly credentials: Settings },
): NotifierView {
  const plugin = pluginOf(services, input.pluginId);
  const { config } = checkAccount(plugin, input);
  const id = context.ids.next();
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number)[]>(
      'INSERT INTO notifiers (id, plugin_id, name, config_json, language, least_severity, tells_resolved, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(
      id,
      input.pluginId,
      input.name,
      JSON.stringify(config),
      input.language,
      input.leastSeverity,
      input.tellsResolved ? 1 : 0,
      atMs,
      atMs,
    );
    services.saveCredentials(tx, id, input.credentials);
    audit(tx, atMs, act, 'notifier.create', id, { plugin: input.pluginId, name: input.name });
  });
  return readNotifier(context.read, id);
}

export interface NotifierChange {
  readonly id: string;
  readonly name?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly language?: Language | undefined;
  readonly leastSeverity?: AlertSeverity | undefined;
  readonly tellsResolved?: boolean | undefined;
  readonly config?: Settings | undefined;
  readonly credentials?: Settings | undefined;
}

/** Changes what is given; absent credentials stay. @throws AppError ERR_NOTIFIER_UNKNOWN, ERR_HOST_INPUT_INVALID */
export function updateNotifier(
  context: UseCaseContext,
  services: NotifierServices,
  act: Act,
  change: NotifierChange,
): NotifierView {
  const before = readNotifier(context.read, change.id);
  const plugin = pluginOf(services, before.pluginId);
  const settings = checkChange(plugin, services, change, false);
  const enabled = change.enabled ?? before.enabled;
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number | null)[]>(
      'UPDATE notifiers SET name = ?, enabled = ?, language = ?, least_severity = ?, tells_resolved = ?, config_json = COALESCE(?, config_json), updated_at_ms = ? WHERE id = ?',
    ).run(
      change.name ?? before.name,
      enabled ? 1 : 0,
      change.language ?? before.language,
      change.leastSeverity ?? before.leastSeverity,
      (change.tellsResolved ?? before.tellsResolved) ? 1 : 0,
      settings.configJson,
      atMs,
      change.id,
    );
    if (!enabled) dropWaiting(tx, change.id);
    if (settings.credentials) services.saveCredentials(tx, change.id, settings.credentials);
    audit(tx, atMs, act, 'notifier.update', change.id, {
      fields: changedFields(change),
      enabled,
    });
  });
  return readNotifier(context.read, change.id);
}

/** What it told stays in the history, under its name; no rule names it any more. @throws AppError ERR_NOTIFIER_UNKNOWN */
export function removeNotifier(context: UseCaseContext, act: Act, id: string): void {
  const { name } = readNotifier(context.read, id);
  forgetReceiver(context, act, id);
  context.db.transaction((tx) => {
    dropWaiting(tx, id);
    deleteSecret(tx, `notifier:${id}`);
    tx.prepare<[string]>('DELETE FROM notifiers WHERE id = ?').run(id);
    audit(tx, context.clock.nowMs(), act, 'notifier.remove', id, { name });
  });
}

/** Sends a message that says that it is a test, at once and whatever the hour; it stands in the history like any other. @throws AppError ERR_NOTIFIER_UNKNOWN */
export async function testNotifier(
  context: UseCaseContext,
  services: NotifierServices,
  id: string,
  signal: AbortSignal,
): Promise<{ ok: boolean; problem: Problem | null }> {
  const notifier = readNotifier(context.read, id);
  const messageId = context.ids.next();
  const nowMs = context.clock.nowMs();
  const station = readSetting(context.read, 'stationName');
  const text = services.words.text(notifier.language, 'message.test', { station });
  const alert = {
    event: 'test',
    kind: 'test',
    subject: id,
    subjectName: notifier.name,
    severity: 'info',
    text,
    firstSeenAtMs: nowMs,
    count: 1,
  };
  context.db.transaction((tx) => {
    tx.prepare<(string | number)[]>(
      "INSERT INTO alert_messages (id, notifier_id, notifier_name, state, severity, title, text, alerts_json, notice_count, created_at_ms) VALUES (?, ?, ?, 'waiting', 'info', ?, ?, ?, 0, ?)",
    ).run(
      messageId,
      id,
      notifier.name,
      `${station} · ${services.words.text(notifier.language, 'message.testTitle')}`,
      text,
      JSON.stringify([alert]),
      nowMs,
    );
    tx.changed('alerts');
  });
  // Nobody tries a test again by itself.
  return trialAnswer(await sendMessage(context, services.open, messageId, MOST_TRIES, signal));
}

/** @throws AppError ERR_NOTIFIER_UNKNOWN */
function readNotifier(db: ReadDb, id: string): NotifierView {
  const row = db.prepare<[string], NotifierRow>(`${SELECT} WHERE n.id = ?`).get(id);
  if (!row) throw new AppError('ERR_NOTIFIER_UNKNOWN', {});
  return toView(row);
}

function pluginOf({ notifiers }: NotifierServices, id: string): Notifier {
  const plugin = notifiers.find((candidate) => candidate.id === id);
  if (!plugin) throw new AppError('ERR_NOTIFIER_UNKNOWN', {});
  return plugin;
}

function dropWaiting(tx: WriteTx, notifierId: string): void {
  tx.prepare<[string]>("UPDATE alert_notices SET state = 'dropped' WHERE notifier_id = ? AND state = 'waiting'").run(
    notifierId,
  );
}

function audit(tx: WriteTx, atMs: number, act: Act, what: string, target: string, data: Settings): void {
  recordAudit(tx, { atMs, act, what, target, data });
  tx.changed('alerts');
}
