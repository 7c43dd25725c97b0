import type { ReadDb } from '#main/db/handles.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import { isErrorCode } from '#shared/errors/catalog.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { LineageEntry, LineageVerdict } from '#shared/contract/lineage.ts';
import { z } from 'zod';

const SHOWN = 200;

interface MessageRow {
  readonly id: string;
  readonly origin: LineageEntry['origin'];
  readonly source: LineageEntry['source'];
  readonly topic: string;
  readonly signature: LineageEntry['signature'];
  readonly state: string;
  readonly park_code: string | null;
  readonly park_json: string | null;
  readonly received_at_ms: number;
  readonly last_seen_at_ms: number;
  readonly seen_count: number;
  readonly bytes: number;
  readonly sha256: string;
}

const CHANNEL = `SELECT m.id AS id, 'channel' AS origin, m.source, m.topic, m.signature, m.state, m.park_code, m.park_json, m.received_at_ms AS received_at_ms, m.last_seen_at_ms, m.seen_count,
    m.payload_bytes AS bytes, m.sha256
  FROM orders o CROSS JOIN raw_messages m ON m.shop_id = o.shop_id AND m.external_number = o.external_number WHERE o.id = @orderId`;
const PAYMENT = `SELECT m.id AS id, 'payment' AS origin, m.kind AS source, m.topic, CASE m.kind WHEN 'callback' THEN 'valid' ELSE 'transport' END AS signature, m.verdict AS state,
    NULL AS park_code, NULL AS park_json, m.received_at_ms AS received_at_ms, m.last_seen_at_ms, m.seen_count, m.payload_bytes AS bytes, m.sha256
  FROM payments p JOIN payment_messages m ON m.payment_id = p.id WHERE p.order_id = @orderId`;

/** Every raw message that touched an order, the newest first: of its channel, of files, of payment providers. */
export function listMessages(db: ReadDb, orderId: string): { messages: LineageEntry[]; isLimited: boolean } {
  const rows = db
    .prepare<[{ orderId: string }], MessageRow>(
      `${CHANNEL} UNION ALL ${PAYMENT} ORDER BY received_at_ms DESC, id DESC LIMIT ${SHOWN + 1}`,
    )
    .all({ orderId });
  return { messages: rows.slice(0, SHOWN).map(toEntry), isLimited: rows.length > SHOWN };
}

const VERDICTS: Readonly<Record<string, LineageVerdict>> = {
  applied: 'applied',
  unchanged: 'duplicate',
  stale: 'superseded',
  parked: 'parked',
  hint: 'hint',
  taken: 'taken',
  duplicate: 'duplicate',
  agreed: 'agreed',
  differs: 'differs',
  unpaid: 'unpaid',
};

function toEntry(row: MessageRow): LineageEntry {
  return {
    id: row.id,
    origin: row.origin,
    source: row.source,
    topic: row.topic,
    signature: row.signature,
    verdict: VERDICTS[row.state] ?? 'received',
    reason: reasonOf(row),
    receivedAtMs: row.received_at_ms,
    lastSeenAtMs: row.last_seen_at_ms,
    seenCount: row.seen_count,
    bytes: row.bytes,
    sha256: row.sha256,
  };
}

function reasonOf(row: MessageRow): Problem | null {
  if (row.park_code === null || !isErrorCode(row.park_code)) return null;
  const data = readStoredJson(
    z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    row.park_json ?? '{}',
  );
  return { code: row.park_code, data: data.ok ? data.value : {} };
}
