import { z } from 'zod';
import { procedure } from '#shared/contract/procedure.ts';
import { OrderId } from '#shared/model/ids.ts';
import { CleaningDefinition, CleaningProblem, CleaningState, FlagTone } from '#shared/model/cleaning.ts';

/** Rules that tidy what channels send: edited, tried on stored orders, rolled out, taken back. */

const RuleId = z.string().min(1).max(40);

export const CleaningCounts = z.object({ seen: z.int(), changed: z.int(), errors: z.int() });

/** Why a rule stopped by itself. */
export const CleaningStop = z.object({
  seen: z.int(),
  errors: z.int(),
  stopPercent: z.int(),
  wasPercent: z.int(),
  atMs: z.int(),
});

export const CleaningRunView = z.object({
  id: z.string(),
  kind: z.enum(['apply', 'undo']),
  version: z.int(),
  state: z.enum(['running', 'done', 'stopped']),
  /** Orders to look at, as counted at the start, and those met so far. */
  total: z.int(),
  met: z.int(),
  /** Orders that were changed, and those that were left with the reason. */
  changed: z.int(),
  left: z.int(),
  createdBy: z.string(),
  createdAtMs: z.int(),
  finishedAtMs: z.int().nullable(),
});
export type CleaningRunView = z.infer<typeof CleaningRunView>;

export const CleaningRule = z.object({
  id: RuleId,
  /** Empty for rules of the product. */
  name: z.string(),
  isBuiltIn: z.boolean(),
  isLocked: z.boolean(),
  version: z.int(),
  state: CleaningState,
  percent: z.int(),
  stopPercent: z.int(),
  stopAfter: z.int(),
  /** Null: written by a newer version of the product; it rests. */
  definition: CleaningDefinition.nullable(),
  /** Of this version. */ counts: CleaningCounts,
  stopped: CleaningStop.nullable(),
  run: CleaningRunView.nullable(),
  updatedAtMs: z.int(),
  updatedBy: z.string(),
});
export type CleaningRule = z.infer<typeof CleaningRule>;

export const CleaningChangeView = z.object({
  /** `recipient.street`, `lines[<line>].title`, `flags[urgent]`, ... */
  path: z.string(),
  before: z.string(),
  after: z.string(),
});

/** Why an order was left as it is by a run. */
export const CleaningLeft = z.enum(['in_work', 'changed_since', 'erased', 'problem']);
export type CleaningLeft = z.infer<typeof CleaningLeft>;

export const CleaningPreview = z.object({
  seen: z.int(),
  changed: z.int(),
  errors: z.int(),
  /** The first orders that would change or meet an error. Personal data keeps its shape only. */
  orders: z.array(
    z.object({
      orderId: OrderId,
      number: z.string(),
      shopName: z.string(),
      changes: z.array(CleaningChangeView),
      problems: z.array(z.object({ path: z.string(), problem: CleaningProblem })),
    }),
  ),
});
export type CleaningPreview = z.infer<typeof CleaningPreview>;

export const OrderCleaning = z.object({
  changes: z.array(
    CleaningChangeView.extend({
      ruleId: z.string(),
      ruleName: z.string(),
      version: z.int(),
      atMs: z.int(),
      undoneAtMs: z.int().nullable(),
    }),
  ),
});
export type OrderCleaning = z.infer<typeof OrderCleaning>;

const Rules = z.object({ rules: z.array(CleaningRule) });
const RuleInput = z.object({ id: RuleId });

export const cleaningContract = {
  rules: procedure('read', 'GET', '/cleaning/rules', 'Cleaning rules in their sequence').output(Rules),
  flags: procedure(
    'read',
    'GET',
    '/cleaning/flags',
    'Flags that rules give to orders: colour, and whether packers must see them',
  ).output(z.object({ flags: z.array(z.object({ flag: z.string(), tone: FlagTone, isLoud: z.boolean() })) })),
  save: procedure('lead', 'POST', '/cleaning/rules', 'Add a rule, or make a new version of one; it begins as a draft')
    .input(
      z.object({
        id: RuleId.nullable(),
        /** The version that was edited. */ version: z.int().nullable(),
        name: z.string().trim().max(60),
        definition: CleaningDefinition,
        stopPercent: z.int().min(1).max(100),
        stopAfter: z.int().min(1).max(10_000),
      }),
    )
    .output(CleaningRule),
  setState: procedure(
    'lead',
    'POST',
    '/cleaning/rules/{id}/state',
    'Switch a rule on, off, or roll it out to a share of the orders',
  )
    .input(
      RuleInput.extend({
        state: z.enum(['draft', 'rolling_out', 'on', 'off']),
        percent: z.int().min(1).max(100).default(100),
      }),
    )
    .output(CleaningRule),
  move: procedure('lead', 'POST', '/cleaning/rules/{id}/move', 'Put a rule in another place of the sequence')
    .input(RuleInput.extend({ /** Null: at the end. */ beforeId: RuleId.nullable() }))
    .output(Rules),
  remove: procedure('lead', 'DELETE', '/cleaning/rules/{id}', 'Remove an own rule that does not run')
    .input(RuleInput)
    .output(Rules),
  versions: procedure(
    'read',
    'GET',
    '/cleaning/rules/{id}/versions',
    'Versions of a rule with their counts, and its runs',
  )
    .input(RuleInput)
    .output(
      z.object({
        versions: z.array(
          z.object({
            version: z.int(),
            definition: CleaningDefinition.nullable(),
            savedAtMs: z.int(),
            savedBy: z.string(),
            counts: CleaningCounts,
            /** Orders that still stand as this version made them. */
            standing: z.int(),
          }),
        ),
        runs: z.array(CleaningRunView),
      }),
    ),
  preview: procedure('lead', 'POST', '/cleaning/preview', 'What a rule would do to stored orders; nothing is changed')
    .input(
      z.object({
        /** The rule that is tried anew; what it changed before is set aside. */ id: RuleId.nullable(),
        definition: CleaningDefinition,
        scope: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('orders'), count: z.int().min(1).max(5_000) }),
          z.object({ kind: z.literal('days'), count: z.int().min(1).max(90) }),
        ]),
      }),
    )
    .output(CleaningPreview),
  apply: procedure(
    'lead',
    'POST',
    '/cleaning/rules/{id}/apply',
    'Apply a running rule to orders that are stored and not yet packed',
  )
    .input(RuleInput)
    .output(CleaningRule),
  undo: procedure('lead', 'POST', '/cleaning/rules/{id}/undo', 'Switch a rule off and put back what a version changed')
    .input(RuleInput.extend({ version: z.int() }))
    .output(CleaningRule),
  stopRun: procedure('lead', 'POST', '/cleaning/runs/{id}/stop', 'Stop a run over stored orders; what it did stays')
    .input(z.object({ id: z.string() }))
    .output(CleaningRunView),
  leftOrders: procedure('read', 'GET', '/cleaning/runs/{id}/left', 'Orders that a run left as they are, and why')
    .input(z.object({ id: z.string() }))
    .output(
      z.object({
        orders: z.array(z.object({ orderId: OrderId, number: z.string(), outcome: CleaningLeft, fields: z.string() })),
      }),
    ),
  ofOrder: procedure('read', 'GET', '/orders/{id}/cleaning', 'What rules changed of an order; personal data masked')
    .input(z.object({ id: OrderId }))
    .output(OrderCleaning),
  revealOrder: procedure('operate', 'POST', '/orders/{id}/cleaning/reveal', 'The same in clear; the act is logged')
    .input(z.object({ id: OrderId, reason: z.string().max(200) }))
    .output(OrderCleaning),
};
