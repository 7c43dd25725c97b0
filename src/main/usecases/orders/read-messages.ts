import { inflateRawSync } from 'node:zlib';
import type { ReadDb } from '#main/db/handles.ts';

interface MessageRow {
  id: string;
  source: string;
  topic: string;
  received_at_ms: number;
  signature: string;
  state: string;
  sha256: string;
  seen_count: number;
  payload: Uint8Array;
}

/** The unaltered messages of a channel for one order, newest first; found by the order's number, as the archive is indexed. */
export function readMessages(db: ReadDb, orderId: string) {
  return db
    .prepare<
      [string],
      MessageRow
    >(`SELECT m.id, m.source, m.topic, m.received_at_ms, m.signature, m.state, m.sha256, m.seen_count, m.payload
       FROM orders o CROSS JOIN raw_messages m ON m.shop_id = o.shop_id AND m.external_number = o.external_number
       WHERE o.id = ? ORDER BY m.received_at_ms DESC LIMIT 50`)
    .all(orderId)
    .map((row) => ({
      id: row.id,
      source: row.source,
      topic: row.topic,
      receivedAtMs: row.received_at_ms,
      signature: row.signature,
      state: row.state,
      sha256: row.sha256,
      seenCount: row.seen_count,
      text: readPayload(row.payload),
    }));
}

/** The archived bytes of a message as text. */
export function readPayload(packed: Uint8Array): string {
  return inflateRawSync(packed).toString('utf8');
}
