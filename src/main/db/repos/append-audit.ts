import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { CHAIN_START, linkHash } from '#core/kernel/event-chain.ts';
import type { ChainLink } from '#core/kernel/event-chain.ts';
import type { OrderEvent } from '#shared/model/order.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { sha256Hex } from '#main/db/sha256-hex.ts';

/** One act of a person or an integration that is worth being asked about later. Never secrets or personal data in `data`. */
export interface NewAuditEntry {
  readonly atMs: UtcMs;
  readonly actorKind: OrderEvent['actorKind'];
  readonly actorId: string;
  /** `area.verb`, e.g. `operator.sign_in`, `order.reveal_recipient`, `print.reprint`. */
  readonly act: string;
  /** What it was done to, e.g. an order id, a setting name. */
  readonly target: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface AuditRow {
  readonly seq: number;
  readonly at_ms: UtcMs;
  readonly actor_kind: OrderEvent['actorKind'];
  readonly actor_id: string;
  readonly act: string;
  readonly target: string;
  readonly data_json: string;
  readonly prev_hash: string;
  readonly hash: string;
}

/** Appends to the one audit chain of the workstation. Returns its place, from 1. */
export function appendAudit(tx: WriteTx, entry: NewAuditEntry): number {
  const last = tx
    .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1')
    .get();
  const seq = (last?.seq ?? 0) + 1;
  const prevHash = last?.hash ?? CHAIN_START;
  const dataJson = canonicalJson(entry.data ?? {});
  const fields = [seq, entry.atMs, entry.actorKind, entry.actorId, entry.act, entry.target, dataJson];
  tx.prepare<(string | number)[]>(
    'INSERT INTO audit_log (seq, at_ms, actor_kind, actor_id, act, target, data_json, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(...fields, prevHash, linkHash(sha256Hex, prevHash, fields));
  tx.changed('audit');
  return seq;
}

/** A stored entry as a link of the chain, for findChainBreak. */
export function auditLink(row: AuditRow): ChainLink {
  const fields = [row.seq, row.at_ms, row.actor_kind, row.actor_id, row.act, row.target, row.data_json];
  return { seq: row.seq, prevHash: row.prev_hash, hash: row.hash, fields };
}
