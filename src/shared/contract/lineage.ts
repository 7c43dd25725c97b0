import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { OrderId } from '#shared/model/ids.ts';

/** `duplicate`: it told nothing new. `superseded`: a newer version was here already. Payment answers agree, differ or say "unpaid". */
export const LineageVerdict = z.enum([
  'received',
  'applied',
  'duplicate',
  'superseded',
  'parked',
  'hint',
  'taken',
  'agreed',
  'differs',
  'unpaid',
]);
export type LineageVerdict = z.infer<typeof LineageVerdict>;

export const LineageEntry = z.object({
  id: z.string(),
  /** Which archive it stands in. */
  origin: z.enum(['channel', 'payment']),
  source: z.enum(['poll', 'push', 'import', 'replay', 'fetch', 'callback', 'query']),
  topic: z.string(),
  signature: z.enum(['valid', 'transport', 'none']),
  verdict: LineageVerdict,
  reason: Problem.nullable(),
  receivedAtMs: z.int(),
  lastSeenAtMs: z.int(),
  seenCount: z.int(),
  bytes: z.int(),
  sha256: z.string(),
});
export type LineageEntry = z.infer<typeof LineageEntry>;

export const LineageField = z.object({
  key: z.string(),
  name: z.string(),
  line: z.int().nullable(),
  kind: z.enum(['text', 'money', 'time', 'count', 'payment', 'fulfilment', 'afterSales']),
  value: z.union([z.string(), z.number(), z.null()]),
  /** Where the same value stands in the message, as far as that is certain. */
  source: z.string().nullable(),
  /** What the message before it said; equal to `value` where nothing changed. */
  before: z.union([z.string(), z.number(), z.null()]),
  changed: z.boolean(),
});
export type LineageField = z.infer<typeof LineageField>;

export const LineageDetail = z.object({
  entry: LineageEntry,
  raw: z.object({
    kind: z.enum(['json', 'form', 'xml', 'text', 'binary']),
    /** Laid out; null where it may not be shown masked. */
    text: z.string().nullable(),
    shownBytes: z.int(),
    isTruncated: z.boolean(),
    isMasked: z.boolean(),
    /** Its personal data was erased; what it was made of is gone. */
    isErased: z.boolean(),
  }),
  currency: z.string(),
  fields: z.array(LineageField),
  /** Id of the message that it is compared with. */
  comparedWith: z.string().nullable(),
});
export type LineageDetail = z.infer<typeof LineageDetail>;

const MessageKey = z.object({ orderId: OrderId, origin: z.enum(['channel', 'payment']), id: z.string().max(64) });

export const lineageContract = {
  list: procedure(
    'read',
    'GET',
    '/orders/{orderId}/lineage',
    'Every raw message that touched an order, the newest first',
  )
    .input(z.object({ orderId: OrderId }))
    .output(z.object({ messages: z.array(LineageEntry), isLimited: z.boolean() })),
  message: procedure(
    'read',
    'GET',
    '/orders/{orderId}/lineage/{origin}/{id}',
    'One raw message beside what was made of it, personal data masked',
  )
    .input(MessageKey)
    .output(LineageDetail),
  reveal: procedure(
    'lead',
    'POST',
    '/orders/{orderId}/lineage/{origin}/{id}/reveal',
    'The same in clear; the look is logged',
  )
    .input(MessageKey)
    .output(LineageDetail),
  download: procedure(
    'lead',
    'POST',
    '/orders/{orderId}/lineage/{origin}/{id}/download',
    'The exact bytes of a message, base64; the look is logged',
  )
    .input(MessageKey)
    .output(z.object({ fileName: z.string(), contentBase64: z.string() })),
};
