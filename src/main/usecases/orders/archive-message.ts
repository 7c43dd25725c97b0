import type { WriteTx } from '#main/db/handles.ts';
import { packPayload } from '#main/usecases/orders/page-reader.ts';
import type { PackedPayload } from '#main/usecases/orders/page-reader.ts';
import type { UtcMs } from '#shared/model/time.ts';

export interface IncomingMessage {
  readonly shopId: string;
  readonly source: 'poll' | 'push' | 'import' | 'replay' | 'fetch';
  readonly topic: string;
  readonly externalNumber: string | null;
  readonly apiVersion: string;
  readonly signature: 'valid' | 'transport' | 'none';
  readonly deliveryId: string | null;
  readonly payload: Uint8Array;
  readonly receivedAtMs: UtcMs;
}

/** A message with its digest and compressed bytes, made outside the transaction so that the write lock is held briefly. */
export interface PackedMessage extends IncomingMessage, PackedPayload {}

export function packMessage<Message extends IncomingMessage>(message: Message): Message & PackedPayload {
  return { ...message, ...packPayload(message.payload) };
}

export type ArchiveOutcome =
  | { readonly kind: 'new'; readonly id: string }
  | { readonly kind: 'seen_before'; readonly id: string; readonly state: string };

export type MessageState = 'applied' | 'unchanged' | 'stale' | 'parked' | 'hint';

/** What became of a message, and the order that it was about. */
export interface MessageSettlement {
  readonly state: MessageState;
  readonly orderId: string | null;
  readonly park: { readonly code: string; readonly data: Readonly<Record<string, unknown>> } | null;
}

/**
 * Stores a message unaltered, or counts it when the same delivery or the same bytes of the same order came before.
 * State `received` until the caller says what became of it ({@link settleMessage}), in the same transaction.
 */
export function archiveMessage(tx: WriteTx, id: string, message: PackedMessage): ArchiveOutcome {
  return archiveUnlessSeen(tx, id, message, findSame(tx, message));
}

/** A delivery that only names an order. */
export interface IncomingHint extends IncomingMessage {
  readonly deliveryId: string;
  /** As of `PushEvent`. */
  readonly bearsVersion: boolean;
}

/**
 * As {@link archiveMessage}. Two changes of one order may be told in the same bytes where these bear no time of the change: the
 * delivery alone says whether it came before.
 */
export function archiveHint(tx: WriteTx, id: string, hint: IncomingHint & PackedMessage): ArchiveOutcome {
  const before = hint.bearsVersion ? findSame(tx, hint) : findDelivery(tx, hint.shopId, hint.deliveryId);
  return archiveUnlessSeen(tx, id, hint, before);
}

function archiveUnlessSeen(
  tx: WriteTx,
  id: string,
  message: PackedMessage,
  before: SeenMessage | undefined,
): ArchiveOutcome {
  if (before) {
    countAgain(tx, before.id, message.receivedAtMs);
    return { kind: 'seen_before', ...before };
  }
  insertMessage(tx, id, message, 'received', null, null);
  return { kind: 'new', id };
}

/** Counts a message that came before; null for a new one, which the caller then stores in the same transaction. */
export function countIfSeen(tx: WriteTx, message: PackedMessage): SeenMessage | null {
  const before = findSame(tx, message);
  if (!before) return null;
  countAgain(tx, before.id, message.receivedAtMs);
  return before;
}

function countAgain(tx: WriteTx, id: string, atMs: UtcMs): void {
  tx.prepare<[number, string]>(
    'UPDATE raw_messages SET seen_count = seen_count + 1, last_seen_at_ms = ? WHERE id = ?',
  ).run(atMs, id);
}

/** Stores a new message unaltered, together with what became of it in this transaction: one row, written once. */
export function storeMessage(tx: WriteTx, id: string, message: PackedMessage, settled: MessageSettlement): void {
  insertMessage(tx, id, message, settled.state, settled.orderId, settled.park);
}

function insertMessage(
  tx: WriteTx,
  id: string,
  message: PackedMessage,
  state: MessageState | 'received',
  orderId: string | null,
  park: MessageSettlement['park'],
): void {
  tx.prepare<(string | number | null | Uint8Array)[]>(
    `INSERT INTO raw_messages (id, shop_id, source, topic, external_number, api_version, signature, delivery_id, payload, payload_bytes, sha256, received_at_ms, last_seen_at_ms, state, order_id, park_code, park_json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    message.shopId,
    message.source,
    message.topic,
    message.externalNumber,
    message.apiVersion,
    message.signature,
    message.deliveryId,
    message.packed,
    message.payload.byteLength,
    message.sha256,
    message.receivedAtMs,
    message.receivedAtMs,
    state,
    orderId,
    park?.code ?? null,
    park ? JSON.stringify(park.data) : null,
  );
}

interface SeenMessage {
  readonly id: string;
  readonly state: string;
}

function findDelivery(tx: WriteTx, shopId: string, deliveryId: string): SeenMessage | undefined {
  return tx
    .prepare<[string, string], SeenMessage>('SELECT id, state FROM raw_messages WHERE shop_id = ? AND delivery_id = ?')
    .get(shopId, deliveryId);
}

/** Of refunds, which bear a version each, the same bytes are the same word of the platform whenever they come. */
const OVERTAKEN = `m.topic <> 'refund' AND EXISTS (SELECT 1 FROM raw_messages l
  WHERE l.shop_id = m.shop_id AND l.external_number = m.external_number AND l.sha256 <> m.sha256 AND l.state = 'applied' AND l.topic <> 'refund'
    AND (l.received_at_ms, l.id) > (m.received_at_ms, m.id))`;

/**
 * The same delivery, or the same bytes of the same order with nothing applied since: a platform that tells no time of change describes
 * an order that went back to a former state in the bytes of then, and that is news. A replay means the very message that it replays.
 */
function findSame(tx: WriteTx, message: PackedMessage): SeenMessage | undefined {
  const delivered = message.deliveryId === null ? undefined : findDelivery(tx, message.shopId, message.deliveryId);
  if (delivered || message.externalNumber === null) return delivered;
  return tx
    .prepare<[string, string, string], SeenMessage>(
      `SELECT id, state FROM raw_messages m WHERE shop_id = ? AND external_number = ? AND sha256 = ?${message.source === 'replay' ? '' : ` AND NOT (${OVERTAKEN})`} LIMIT 1`,
    )
    .get(message.shopId, message.externalNumber, message.sha256);
}

/** Records what became of an archived message. */
export function settleMessage(
  tx: WriteTx,
  id: string,
  state: MessageState,
  orderId: string | null,
  park: MessageSettlement['park'],
): void {
  tx.prepare<[string, string | null, string | null, string | null, string]>(
    'UPDATE raw_messages SET state = ?, order_id = ?, park_code = ?, park_json = ? WHERE id = ?',
  ).run(state, orderId, park?.code ?? null, park ? JSON.stringify(park.data) : null, id);
}
