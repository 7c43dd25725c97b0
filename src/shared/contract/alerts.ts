import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { PluginInfo } from '#shared/contract/shops.ts';
import { AlertKindSchema, AlertRule, AlertSeverity, AlertState } from '#shared/model/alerts.ts';

/** What needs people's attention, and how they are told of it. */

const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const AlertView = z.object({
  id: z.string(),
  kind: AlertKindSchema,
  /** Id of the shop, channel, device, notifier or cleaning rule concerned. */
  subject: z.string(),
  /** Empty for the station, and for cleaning rules of the product: their names are texts under their ids. */
  subjectName: z.string(),
  severity: AlertSeverity,
  state: AlertState,
  /** Fill the placeholders of the kind's texts. */
  facts: Facts,
  firstSeenAtMs: z.int(),
  lastSeenAtMs: z.int(),
  /** How often its facts were noted anew. */
  count: z.int(),
  acknowledgedAtMs: z.int().nullable(),
  acknowledgedBy: z.string().nullable(),
  resolvedAtMs: z.int().nullable(),
  /** Null: the condition ended by itself. */
  resolvedBy: z.string().nullable(),
  resolveReason: z.string().nullable(),
  /** Steps of the escalation that were told. */
  escalatedSteps: z.int(),
  /** When it was or will be told first; null: on screen only. */
  toldFromMs: z.int().nullable(),
});
export type AlertView = z.infer<typeof AlertView>;

export const AlertMessageView = z.object({
  id: z.string(),
  notifierId: z.string(),
  notifierName: z.string(),
  state: z.enum(['waiting', 'sent', 'failed']),
  title: z.string(),
  text: z.string(),
  severity: AlertSeverity,
  /** So many alerts in one message. */
  noticeCount: z.int(),
  attempts: z.int(),
  createdAtMs: z.int(),
  sentAtMs: z.int().nullable(),
  problem: Problem.nullable(),
});
export type AlertMessageView = z.infer<typeof AlertMessageView>;

export const AlertRuleView = z.object({
  kind: AlertKindSchema,
  enabled: z.boolean(),
  severity: AlertSeverity,
  params: z.array(z.object({ name: z.string(), value: z.int(), defaultValue: z.int(), min: z.int(), max: z.int() })),
  notifierIds: z.array(z.string()).nullable(),
  defaultSeverity: AlertSeverity,
});
export type AlertRuleView = z.infer<typeof AlertRuleView>;

export const alertsContract = {
  list: procedure('read', 'GET', '/alerts', 'Alerts, the worst and newest first')
    .input(
      z.object({
        state: AlertState.nullish(),
        kind: AlertKindSchema.nullish(),
        limit: z.coerce.number().int().min(1).max(500).default(200),
      }),
    )
    .output(z.object({ alerts: z.array(AlertView), counts: z.record(AlertState, z.int()) })),
  acknowledge: procedure('operate', 'POST', '/alerts/{id}/acknowledge', 'Take an alert on: it is escalated no further')
    .input(z.object({ id: z.string() }))
    .output(AlertView),
  resolve: procedure('lead', 'POST', '/alerts/{id}/resolve', 'Close an alert by hand, with a reason')
    .input(z.object({ id: z.string(), reason: z.string().trim().min(1).max(200) }))
    .output(AlertView),
  messages: procedure('read', 'GET', '/alert-messages', 'Messages that were sent, wait or failed')
    .input(z.object({ alertId: z.string().nullish(), limit: z.coerce.number().int().min(1).max(200).default(100) }))
    .output(
      z.object({
        messages: z.array(AlertMessageView),
        /** News that wait for the end of the quiet hours or for their turn, and news that were over before their turn. */
        held: z.int(),
        dropped: z.int(),
      }),
    ),
  rules: procedure('read', 'GET', '/alert-rules', 'Kinds of alerts with the rule in force').output(
    z.object({ rules: z.array(AlertRuleView), version: z.int() }),
  ),
  saveRule: procedure('lead', 'PUT', '/alert-rules/{kind}', 'Change the rule of one kind')
    .input(AlertRule.extend({ kind: AlertKindSchema, version: z.int() }))
    .output(z.object({ rules: z.array(AlertRuleView), version: z.int() })),
};

export const NotifierView = z.object({
  id: z.string(),
  pluginId: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  language: z.enum(['en', 'zh-CN']),
  leastSeverity: AlertSeverity,
  /** Alerts that are over are told as well. */
  tellsResolved: z.boolean(),
  config: z.record(z.string(), z.unknown()),
  lastSentAtMs: z.int().nullable(),
  /** Of the last message, while none was sent since. */
  problem: Problem.nullable(),
});
export type NotifierView = z.infer<typeof NotifierView>;

const Choices = z.object({
  name: z.string().trim().min(1).max(80),
  language: z.enum(['en', 'zh-CN']),
  leastSeverity: AlertSeverity,
  tellsResolved: z.boolean(),
  config: z.record(z.string(), z.unknown()),
});
const Credentials = z.record(z.string(), z.unknown());

export const notifiersContract = {
  available: procedure('read', 'GET', '/notifier-kinds', 'Ways to tell people that can be set up').output(
    z.object({ notifiers: z.array(PluginInfo.omit({ apiVersion: true })) }),
  ),
  list: procedure('read', 'GET', '/notifiers', 'Notifiers that are set up').output(
    z.object({ notifiers: z.array(NotifierView) }),
  ),
  create: procedure('admin', 'POST', '/notifiers', 'Set a notifier up')
    .input(Choices.extend({ pluginId: z.string(), credentials: Credentials }))
    .output(NotifierView),
  update: procedure('admin', 'PATCH', '/notifiers/{id}', 'Change a notifier; absent credentials stay as they are')
    .input(
      Choices.partial().extend({
        id: z.string(),
        enabled: z.boolean().optional(),
        credentials: Credentials.optional(),
      }),
    )
    .output(NotifierView),
  remove: procedure('admin', 'DELETE', '/notifiers/{id}', 'Remove a notifier and erase its credentials')
    .input(z.object({ id: z.string() }))
    .output(z.object({})),
  test: procedure('lead', 'POST', '/notifiers/{id}/test', 'Send a test message now')
    .input(z.object({ id: z.string() }))
    .output(z.object({ ok: z.boolean(), problem: Problem.nullable() })),
};
