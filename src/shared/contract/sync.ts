import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { ShopId } from '#shared/model/ids.ts';

/** How the channels are kept in step: the ledger of counts, its reports and its investigations. */

export const FindingKind = z.enum(['missing', 'extra', 'amount']);
export type FindingKind = z.infer<typeof FindingKind>;
export const FindingReason = z.enum([
  'searching',
  'fetched',
  'parked',
  'not_visible',
  'fetch_failed',
  'paid_elsewhen',
  'not_paid',
  'gone_there',
  'test_order',
  'imported',
  'amount_corrected',
  'amount_differs',
  'agrees_again',
  'unexplained',
]);
export type FindingReason = z.infer<typeof FindingReason>;

export const LedgerHour = z.object({
  hourStartMs: z.int(),
  platformCount: z.int(),
  localCount: z.int(),
  /** Null while the channel's listing tells no amounts. */
  platformMinor: z.int().nullable(),
  localMinor: z.int().nullable(),
  checkedAtMs: z.int().nullable(),
  /** Null: counted for the last time. */
  nextCheckAtMs: z.int().nullable(),
  openCount: z.int(),
  settledCount: z.int(),
  problem: Problem.nullable(),
});
export type LedgerHour = z.infer<typeof LedgerHour>;

export const LedgerFinding = z.object({
  hourStartMs: z.int(),
  kind: FindingKind,
  externalNumber: z.string(),
  /** Of the order here, where there is one. */
  orderId: z.string().nullable(),
  /** As buyers and sellers call that order. */
  displayNumber: z.string().nullable(),
  reason: FindingReason,
  platformMinor: z.int().nullable(),
  localMinor: z.int().nullable(),
  foundAtMs: z.int(),
  settledAtMs: z.int().nullable(),
});
export type LedgerFinding = z.infer<typeof LedgerFinding>;

export const DayReport = z.object({
  dayStartMs: z.int(),
  dayEndMs: z.int(),
  hours: z.int(),
  checkedHours: z.int(),
  platformCount: z.int(),
  localCount: z.int(),
  platformMinor: z.int().nullable(),
  localMinor: z.int().nullable(),
  currency: z.string(),
  /** Orders that polls and pushes had missed, fetched since or not. */
  missedCount: z.int(),
  openCount: z.int(),
  explainedCount: z.int(),
  /** An investigation of this day is open, also where every difference was explained. */
  isInvestigated: z.boolean(),
  /** Every hour was counted for the last time. */
  isFinal: z.boolean(),
  madeAtMs: z.int(),
});
export type DayReport = z.infer<typeof DayReport>;

/** What a person looks at when a day differs, in this order. */
export const INVESTIGATION_STEPS = ['numbers', 'access', 'push', 'parked', 'clock', 'replay', 'platform'] as const;
export const InvestigationStep = z.enum(INVESTIGATION_STEPS);

export const Investigation = z.object({
  id: z.string(),
  dayStartMs: z.int(),
  dayEndMs: z.int(),
  platformCount: z.int(),
  differenceCount: z.int(),
  openedAtMs: z.int(),
  steps: z.array(z.object({ step: InvestigationStep, doneAtMs: z.int(), doneBy: z.string() })),
  closedAtMs: z.int().nullable(),
  closedBy: z.string().nullable(),
  closeReason: z.string().nullable(),
});
export type Investigation = z.infer<typeof Investigation>;

/** The long connection of a shop. */
export const ListenState = z.object({
  kind: z.enum(['listening', 'waiting']),
  sinceMs: z.int(),
  problem: Problem.nullable(),
});
export type ListenState = z.infer<typeof ListenState>;

/** How long a shop's access lasts. */
export const AccessView = z.object({
  accessUntilMs: z.int().nullable(),
  /** After this a person has to authorise anew. */
  refreshUntilMs: z.int().nullable(),
  renewsItself: z.boolean(),
  problem: Problem.nullable(),
});
export type AccessView = z.infer<typeof AccessView>;

/** Calls that a shop may start now by the ceilings of its platform, and operations that rest because nobody answered. */
export const CallsView = z.object({
  budgets: z.array(z.object({ operation: z.string(), calls: z.int(), perMs: z.int(), left: z.int(), burst: z.int() })),
  resting: z.array(z.object({ operation: z.string(), failures: z.int(), untilMs: z.int() })),
});
export type CallsView = z.infer<typeof CallsView>;

/** Of today and yesterday. Lateness: mean time between a change on the platform and its arrival here. */
export const TrackFigures = z.object({
  overlapMs: z.int(),
  pollLateMs: z.int().nullable(),
  pushLateMs: z.int().nullable(),
  /** What only the other track saw. */
  pollMissed: z.int(),
  pushMissed: z.int(),
  lastPushAtMs: z.int().nullable(),
});
export type TrackFigures = z.infer<typeof TrackFigures>;

export const SyncWay = z.enum(['poll', 'connection', 'queue', 'relay', 'webhook']);
export type SyncWay = z.infer<typeof SyncWay>;

/** One way in which changes come here. Times in ms, from the change on the platform until it was here; of two days. */
export const WayFigures = z.object({
  way: SyncWay,
  inUse: z.boolean(),
  count: z.int(),
  halfMs: z.int().nullable(),
  /** 95 of 100 were here within it. */
  mostMs: z.int().nullable(),
  lastMs: z.int().nullable(),
  lastAtMs: z.int().nullable(),
  /** Of it at the relay; null for other ways. */
  waitedMostMs: z.int().nullable(),
});
export type WayFigures = z.infer<typeof WayFigures>;

const Window = z.object({
  id: ShopId,
  fromMs: z.coerce.number().int(),
  toMs: z.coerce.number().int(),
});

export const syncContract = {
  ledger: procedure('read', 'GET', '/shops/{id}/ledger', 'Counts that were compared, hour by hour')
    .input(Window)
    .output(z.object({ hours: z.array(LedgerHour) })),
  findings: procedure('read', 'GET', '/shops/{id}/ledger/findings', 'Orders that differed, with the reason')
    .input(Window)
    .output(z.object({ findings: z.array(LedgerFinding) })),
  reports: procedure('read', 'GET', '/shops/{id}/ledger/days', 'Daily reports of the ledger')
    .input(Window)
    .output(z.object({ days: z.array(DayReport) })),
  countNow: procedure('operate', 'POST', '/shops/{id}/ledger/count', 'Count a window again now')
    .input(Window)
    .output(z.object({ jobId: z.string() })),
  tracks: procedure('read', 'GET', '/shops/{id}/tracks', 'Which ways orders come in, how late, and what each missed')
    .input(z.object({ id: ShopId }))
    .output(
      TrackFigures.extend({
        listen: ListenState.nullable(),
        access: AccessView.nullable(),
        /** Why the last pull of refunds and returns failed. */
        refundsProblem: Problem.nullable(),
        calls: CallsView,
        ways: z.array(WayFigures),
      }),
    ),
  investigations: procedure('read', 'GET', '/shops/{id}/investigations', 'Days that differed by more than the setting')
    .input(z.object({ id: ShopId }))
    .output(z.object({ investigations: z.array(Investigation) })),
  tickStep: procedure(
    'operate',
    'POST',
    '/investigations/{id}/steps',
    'Tick a step of an investigation, or take it back',
  )
    .input(z.object({ id: z.string(), step: InvestigationStep, done: z.boolean() }))
    .output(Investigation),
  closeInvestigation: procedure('lead', 'POST', '/investigations/{id}/close', 'Close an investigation with its reason')
    .input(z.object({ id: z.string(), reason: z.string().trim().min(1).max(200) }))
    .output(Investigation),
};
