import { z } from 'zod';

/** What Packbench tells people of, as data: the kinds, how bad each is, and what may be set about it. */

export const AlertSeverity = z.enum(['info', 'warning', 'critical']);
export type AlertSeverity = z.infer<typeof AlertSeverity>;

export const AlertState = z.enum(['open', 'acknowledged', 'resolved']);
export type AlertState = z.infer<typeof AlertState>;

interface Param {
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

interface AlertKindDefinition {
  readonly severity: AlertSeverity;
  /** What the subject's id is the id of; decides where the screen leads to. */
  readonly subject: 'shop' | 'channel' | 'device' | 'notifier' | 'cleaning' | 'station';
  /** Thresholds by name; the unit stands in the name's words on screen. */
  readonly params: Readonly<Record<string, Param>>;
}

const ALERT_KINDS = {
  /** Pulls of a shop failed, one after the other. */
  pull_failed: { severity: 'warning', subject: 'shop', params: { pulls: { value: 2, min: 1, max: 50 } } },
  /** Pulls brought nothing although the same hours of the last weeks brought orders. */
  pull_empty: {
    severity: 'warning',
    subject: 'shop',
    params: {
      pulls: { value: 2, min: 1, max: 50 },
      /** With five expected, none at all happens by chance less than once in a hundred times. */
      orders: { value: 5, min: 1, max: 1_000 },
      weeks: { value: 4, min: 1, max: 12 },
    },
  },
  token_expiring: { severity: 'warning', subject: 'shop', params: { days: { value: 7, min: 1, max: 90 } } },
  signature_failures: { severity: 'warning', subject: 'shop', params: { perHour: { value: 3, min: 1, max: 1_000 } } },
  status_unmapped: { severity: 'warning', subject: 'channel', params: {} },
  version_retiring: { severity: 'warning', subject: 'channel', params: { days: { value: 60, min: 1, max: 365 } } },
  quota_low: {
    severity: 'warning',
    subject: 'shop',
    params: { percent: { value: 10, min: 1, max: 90 }, minutes: { value: 5, min: 0, max: 1_440 } },
  },
  push_stuck: { severity: 'warning', subject: 'shop', params: { minutes: { value: 15, min: 1, max: 1_440 } } },
  circuit_open: { severity: 'warning', subject: 'shop', params: { minutes: { value: 2, min: 0, max: 1_440 } } },
  ledger_investigation: { severity: 'warning', subject: 'shop', params: {} },
  messages_parked: { severity: 'warning', subject: 'shop', params: { messages: { value: 1, min: 1, max: 10_000 } } },
  jobs_parked: { severity: 'warning', subject: 'station', params: { jobs: { value: 1, min: 1, max: 10_000 } } },
  cleaning_stopped: { severity: 'warning', subject: 'cleaning', params: {} },
  printer_blocked: { severity: 'warning', subject: 'device', params: { minutes: { value: 10, min: 1, max: 1_440 } } },
  backup_failed: { severity: 'critical', subject: 'station', params: {} },
  disk_low: { severity: 'critical', subject: 'station', params: { percent: { value: 5, min: 1, max: 50 } } },
  /** Times, deadlines and schedules cannot be believed. */
  clock_jumped: { severity: 'critical', subject: 'station', params: {} },
  machine_unfit: { severity: 'critical', subject: 'station', params: {} },
  notifier_failing: { severity: 'warning', subject: 'notifier', params: {} },
} as const satisfies Readonly<Record<string, AlertKindDefinition>>;

export type AlertKind = keyof typeof ALERT_KINDS;
export const ALERT_KIND_NAMES = Object.keys(ALERT_KINDS) as AlertKind[];
export const AlertKindSchema = z.enum(ALERT_KIND_NAMES);

/** The definition of a kind by the type that all of them share. */
export function alertKind(kind: AlertKind): AlertKindDefinition {
  return ALERT_KINDS[kind];
}

/** What a shop decided about one kind; what is left out stays as the program has it. */
export const AlertRule = z.object({
  enabled: z.boolean().optional(),
  severity: AlertSeverity.optional(),
  params: z.record(z.string(), z.number().int()).optional(),
  /** Null or left out: every notifier that is on. Empty: on screen only. */
  notifierIds: z.array(z.string()).max(50).nullable().optional(),
});
export type AlertRule = z.infer<typeof AlertRule>;

/** By kind. Kinds of a newer or an older version are kept and not looked at. */
export const AlertRules = z.record(z.string(), AlertRule);

const MinuteOfDay = z.int().min(0).max(1_439);

/** On the warehouse's clock. From after until: over midnight. */
export const QuietHours = z.object({
  enabled: z.boolean(),
  fromMinute: MinuteOfDay,
  untilMinute: MinuteOfDay,
  criticalPasses: z.boolean(),
});
export type QuietHours = z.infer<typeof QuietHours>;

/** Who is told when nobody acknowledged, so many minutes after the first message. */
export const EscalationPolicy = z.object({
  leastSeverity: AlertSeverity,
  steps: z
    .array(z.object({ afterMinutes: z.int().min(1).max(10_080), notifierIds: z.array(z.string()).min(1).max(50) }))
    .max(8),
});
export type EscalationPolicy = z.infer<typeof EscalationPolicy>;

/** A rule with everything in it: what a person decided over what the program brings. */
export interface RuleInForce {
  readonly kind: AlertKind;
  readonly enabled: boolean;
  readonly severity: AlertSeverity;
  readonly params: Readonly<Record<string, number>>;
  readonly notifierIds: readonly string[] | null;
}

/** Values outside a parameter's bounds (an older version wrote them) give way to the nearest one inside. */
export function ruleInForce(kind: AlertKind, rules: z.infer<typeof AlertRules>): RuleInForce {
  const definition = alertKind(kind);
  const rule = rules[kind] ?? {};
  return {
    kind,
    enabled: rule.enabled ?? true,
    severity: rule.severity ?? definition.severity,
    params: Object.fromEntries(
      Object.entries(definition.params).map(([name, { value, min, max }]) => [
        name,
        Math.min(max, Math.max(min, rule.params?.[name] ?? value)),
      ]),
    ),
    notifierIds: rule.notifierIds ?? null,
  };
}

const RANK: Readonly<Record<AlertSeverity, number>> = { info: 0, warning: 1, critical: 2 };

/** Whether `severity` is as bad as `least` or worse. */
export function isAtLeast(severity: AlertSeverity, least: AlertSeverity): boolean {
  return RANK[severity] >= RANK[least];
}

/** Whether a fact of an alert is a time, by its name: `atMs`, `sinceAtMs`. */
export function isTimeFact(name: string): boolean {
  return name === 'atMs' || name.endsWith('AtMs');
}

/** Whether it is the beginning of a day, of which nobody wants to read the hour. */
export function isDayFact(name: string): boolean {
  return name === 'dayAtMs';
}
