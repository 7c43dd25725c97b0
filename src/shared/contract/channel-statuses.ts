import { z } from 'zod';
import { procedure } from '#shared/contract/procedure.ts';
import { AfterSalesState, FulfilmentState, HoldKind, PaymentState } from '#shared/model/order.ts';

export const StatusAxis = z.enum(['order', 'payment', 'fulfilment', 'refund']);

/** What one status of a platform means here; null: it says nothing of that. */
export const StatusMeaning = z.object({
  payment: PaymentState.nullable(),
  fulfilment: FulfilmentState.nullable(),
  afterSales: AfterSalesState.nullable(),
  hold: HoldKind.nullable(),
});

const StatusKey = z.object({
  channelId: z.string().max(64),
  axis: StatusAxis,
  /** In the platform's own spelling, every character counts. */
  vendorStatus: z.string().min(1).max(120),
});

export const StatusMapping = z.object({
  axis: StatusAxis,
  vendorStatus: z.string(),
  /** In force. */
  meaning: StatusMeaning,
  /** Of the connector; null for a status that people added. */
  builtIn: StatusMeaning.nullable(),
  edited: z.object({ by: z.string(), atMs: z.int(), reason: z.string() }).nullable(),
});

/** A status that came from the platform and stands in no table. */
export const UnmappedStatus = z.object({
  axis: StatusAxis,
  vendorStatus: z.string(),
  /** Messages that wait for it. */
  messageCount: z.int(),
  exampleNumber: z.string().nullable(),
  /** The platform's spelling of a known status differs in case, blanks or width alone. */
  looksLike: z.string().nullable(),
});

export const channelStatusesContract = {
  list: procedure(
    'read',
    'GET',
    '/channels/{channelId}/statuses',
    "What a channel's statuses mean, and which are unknown",
  )
    .input(z.object({ channelId: z.string().max(64) }))
    .output(z.object({ mappings: z.array(StatusMapping), unmapped: z.array(UnmappedStatus) })),
  save: procedure(
    'admin',
    'POST',
    '/channels/{channelId}/statuses',
    'Say what a status means; messages that waited for it are read again',
  )
    .input(
      StatusKey.extend({
        meaning: StatusMeaning,
        reason: z.string().trim().min(1).max(500),
        /** The meaning that the person saw; null: none. Somebody else may have changed it meanwhile. */
        seen: StatusMeaning.nullable(),
      }),
    )
    .output(z.object({ waitingCount: z.int() })),
  reset: procedure('admin', 'POST', '/channels/{channelId}/statuses/reset', "Return to the connector's own meaning")
    .input(StatusKey.extend({ seen: StatusMeaning.nullable() }))
    .output(z.object({ removed: z.boolean() })),
};
