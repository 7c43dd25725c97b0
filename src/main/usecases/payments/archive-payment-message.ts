import { hash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';

export interface PaymentMessage {
  readonly accountId: string;
  readonly kind: 'callback' | 'query';
  readonly topic: string;
  readonly deliveryId: string | null;
  readonly contentType: string;
  readonly payload: Uint8Array;
  readonly receivedAtMs: number;
  /** What was read from it. */
  readonly facts: Readonly<Record<string, string | number | null>>;
}

export interface PackedPaymentMessage extends PaymentMessage {
  readonly sha256: string;
  readonly packed: Uint8Array;
}

/** Outside the transaction, so that the write lock is held briefly. */
export function packPaymentMessage(message: PaymentMessage): PackedPaymentMessage {
  return {
    ...message,
    sha256: hash('sha256', message.payload),
    packed: deflateRawSync(message.payload, { level: 1 }),
  };
}

/** Counts a callback that came before. @returns whether it did */
export function countIfDelivered(tx: WriteTx, message: PackedPaymentMessage): boolean {
  if (message.deliveryId === null) return false;
  const { changes } = tx
    .prepare<[number, string, string]>(
      'UPDATE payment_messages SET seen_count = seen_count + 1, last_seen_at_ms = ? WHERE account_id = ? AND delivery_id = ?',
    )
    .run(message.receivedAtMs, message.accountId, message.deliveryId);
  return changes > 0;
}

/** Stores a message unaltered with what became of it. */
export function storePaymentMessage(
  tx: WriteTx,
  id: string,
  paymentId: string,
  message: PackedPaymentMessage,
  verdict: 'taken' | 'duplicate' | 'agreed' | 'differs' | 'unpaid',
): void {
  tx.prepare<(string | number | null | Uint8Array)[]>(
    `INSERT INTO payment_messages (id, account_id, payment_id, kind, topic, delivery_id, content_type, payload, payload_bytes, sha256, facts_json, verdict, received_at_ms, last_seen_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    message.accountId,
    paymentId,
    message.kind,
    message.topic,
    message.deliveryId,
    message.contentType,
    message.packed,
    message.payload.byteLength,
    message.sha256,
    JSON.stringify(message.facts),
    verdict,
    message.receivedAtMs,
    message.receivedAtMs,
  );
}

/** Whether a callback told the same state of the same payment before, under another delivery id. */
export function wasTold(db: ReadDb, paymentId: string, vendorState: string, tradeNumber: string): boolean {
  return (
    db
      .pluck<[string, string, string], number>(
        `SELECT 1 FROM payment_messages WHERE payment_id = ? AND kind = 'callback' AND json_extract(facts_json, '$.vendorState') = ?
         AND json_extract(facts_json, '$.tradeNumber') = ? LIMIT 1`,
      )
      .get(paymentId, vendorState, tradeNumber) === 1
  );
}
