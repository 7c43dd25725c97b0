import { z } from 'zod';
import { ErrorCodeSchema, Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { ShopId } from '#shared/model/ids.ts';

/** Stored messages or a platform's history, read once more: tried first, then applied. */

export const ReplayOutcome = z.enum(['created', 'changed', 'same', 'stale', 'parked']);
export type ReplayOutcome = z.infer<typeof ReplayOutcome>;
const Value = z.union([z.string(), z.number(), z.null()]);
/** Of a recipient both values are null: it is only told that it changes. */
export const FieldChange = z.object({ field: z.string(), before: Value, after: Value });
export type FieldChange = z.infer<typeof FieldChange>;

export const Replay = z.object({
  id: z.string(),
  /** messages: those stored here; history: what the platform shows now. */
  source: z.enum(['messages', 'history']),
  fromMs: z.int(),
  toMs: z.int(),
  isDry: z.boolean(),
  /** A dry run whose window was applied since, or is being applied. */
  isApplied: z.boolean(),
  state: z.enum(['running', 'done', 'stopped']),
  /** Read up to here. */
  cursorMs: z.int(),
  counts: z.record(ReplayOutcome, z.int()),
  problem: Problem.nullable(),
  createdBy: z.string(),
  createdAtMs: z.int(),
  finishedAtMs: z.int().nullable(),
});
export type Replay = z.infer<typeof Replay>;

export const ReplayedOrder = z.object({
  externalNumber: z.string(),
  orderId: z.string().nullable(),
  outcome: ReplayOutcome,
  code: ErrorCodeSchema.nullable(),
  changes: z.array(FieldChange),
});
export type ReplayedOrder = z.infer<typeof ReplayedOrder>;

export const replayContract = {
  start: procedure('lead', 'POST', '/shops/{id}/replays', 'Read a window once more: dry run, or apply')
    .input(
      z.object({
        id: ShopId,
        source: z.enum(['messages', 'history']),
        fromMs: z.int(),
        toMs: z.int(),
        isDry: z.boolean(),
      }),
    )
    .output(Replay),
  list: procedure('read', 'GET', '/shops/{id}/replays', 'Replays of a shop, newest first')
    .input(z.object({ id: ShopId }))
    .output(z.object({ replays: z.array(Replay) })),
  orders: procedure('read', 'GET', '/replays/{id}/orders', 'Orders that a replay changes, field by field')
    .input(z.object({ id: z.string() }))
    .output(z.object({ orders: z.array(ReplayedOrder) })),
  stop: procedure('lead', 'POST', '/replays/{id}/stop', 'Stop a replay; what it applied stays')
    .input(z.object({ id: z.string() }))
    .output(Replay),
};
