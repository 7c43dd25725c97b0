import { z } from 'zod';

/**
 * What a relay and a workstation say to each other: JSON texts on one WebSocket that the workstation opened. The relay begins with
 * a challenge; nothing else is answered before both sides have proved that they know the pairing key.
 */

export const RELAY_PROTOCOL = 1;
/** Path of the WebSocket at the relay. */
export const DRAIN_PATH = '/drain';
/** The relay says something at least so often; after thrice the time without a word the connection counts as dead. */
export const TICK_MS = 20_000;

/** How a mailbox answers; given by the workstation, which knows the platform. */
export const MailboxManners = z.object({
  /** Others are told that nothing is taken here. */
  methods: z.array(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])).min(1),
  /** After commit. */
  answer: z.object({
    status: z.int().min(200).max(299),
    contentType: z.string().max(100),
    body: z.string().max(1_000),
  }),
  /** Parameter of a GET by which the platform proves the address; null where it does not. */
  echoParameter: z.string().max(50).nullable(),
});
export type MailboxManners = z.infer<typeof MailboxManners>;

export const MailboxState = z.object({
  id: z.string(),
  waiting: z.int(),
  oldestAtMs: z.int().nullable(),
  receivedCount: z.int(),
  /** Byte-identical to one that waited: kept all the same. */
  repeatedCount: z.int(),
  /** Turned away: too large, too many at once, no room. The platform tries again. */
  refusedCount: z.int(),
  lastReceivedAtMs: z.int().nullable(),
  /** Thrown away because nobody drained them in time. */
  lostCount: z.int(),
  lostFromMs: z.int().nullable(),
  lostToMs: z.int().nullable(),
});
export type MailboxState = z.infer<typeof MailboxState>;

const AnswerToAsk = z.object({ status: z.int(), contentType: z.string(), body: z.string() });

export const FromRelay = z.discriminatedUnion('type', [
  z.object({ type: z.literal('challenge'), protocol: z.int(), challenge: z.string() }),
  z.object({ type: z.literal('welcome'), proof: z.string(), keepMs: z.int() }),
  z.object({
    type: z.literal('refused'),
    reason: z.enum(['unknown_pairing', 'proof', 'other_workstation', 'protocol']),
  }),
  z.object({
    type: z.literal('push'),
    mailbox: z.string(),
    sequence: z.int(),
    receivedAtMs: z.int(),
    /** Base64. */
    sealed: z.string(),
  }),
  /** A platform waits for the proof of the address. */
  z.object({ type: z.literal('ask'), id: z.string(), mailbox: z.string(), atMs: z.int(), sealed: z.string() }),
  z.object({ type: z.literal('state'), mailboxes: z.array(MailboxState) }),
  z.object({ type: z.literal('closed'), mailbox: z.string(), dropped: z.int() }),
  z.object({ type: z.literal('unpaired') }),
  z.object({ type: z.literal('tick') }),
]);
export type FromRelay = z.infer<typeof FromRelay>;

export const ToRelay = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    protocol: z.int(),
    pairing: z.string(),
    nonce: z.string().min(16).max(200),
    publicKey: z.string(),
    proof: z.string(),
  }),
  /** Opens a mailbox or changes its manners. */
  z.object({ type: z.literal('open'), mailbox: z.string().regex(/^[\w-]{16,64}$/), manners: MailboxManners }),
  /** Closes it for good; what waits there is thrown away. */
  z.object({ type: z.literal('close'), mailbox: z.string() }),
  /** Send what waits. */
  z.object({ type: z.literal('drain') }),
  z.object({ type: z.literal('ack'), mailbox: z.string(), sequence: z.int() }),
  z.object({ type: z.literal('answer'), id: z.string(), answer: AnswerToAsk.nullable() }),
  z.object({ type: z.literal('unpair') }),
]);
export type ToRelay = z.infer<typeof ToRelay>;
