import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';

/** One push as it came out of its seal; `delivery: null`: it could not be opened. */
export interface RelayedPush {
  readonly mailboxId: string;
  readonly sequence: number;
  readonly receivedAtMs: number;
  /** Request line, headers and body as the relay packed them. */
  readonly delivery: Uint8Array | null;
}

export interface InboxPush {
  readonly mailbox_id: string;
  readonly sequence: number;
  readonly shop_id: string;
  readonly received_at_ms: number;
  readonly delivery: Uint8Array;
}

/** Refused ones are kept so long, and so many of a shop: anybody who learns an address can send some. */
const REFUSED_KEPT_MS = 14 * 86_400_000;
const REFUSED_KEPT = 500;

/**
 * Stores pushes of the relay, each exactly once: sequences of a mailbox only grow, and all up to the last stored one are here.
 * On return they may be acknowledged. @returns how many were new
 */
export function storeRelayed(context: UseCaseContext, pushes: readonly RelayedPush[]): number {
  return context.db.transaction((tx) => {
    const nowMs = context.clock.nowMs();
    const claim = tx.prepare<[number, number, string, number], { shop_id: string | null }>(
      'UPDATE relay_mailboxes SET last_sequence = ?, unreadable_count = unreadable_count + ? WHERE id = ? AND last_sequence < ? RETURNING shop_id',
    );
    let stored = 0;
    for (const { mailboxId, sequence, receivedAtMs, delivery } of pushes) {
      const mailbox = claim.get(sequence, delivery === null ? 1 : 0, mailboxId, sequence);
      // Came before, or the shop gave its mailbox up.
      if (!mailbox?.shop_id || delivery === null) continue;
      tx.prepare<[string, number, string, number, number, Uint8Array]>(
        'INSERT INTO relay_inbox (mailbox_id, sequence, shop_id, received_at_ms, arrived_at_ms, delivery) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(mailboxId, sequence, mailbox.shop_id, receivedAtMs, nowMs, delivery);
      stored += 1;
    }
    return stored;
  });
}

/** The oldest ones that nobody has tried yet. */
export function nextRelayed(db: ReadDb, limit: number): InboxPush[] {
  return db
    .prepare<[number], InboxPush>(
      'SELECT mailbox_id, sequence, shop_id, received_at_ms, delivery FROM relay_inbox WHERE problem_json IS NULL ORDER BY sequence LIMIT ?',
    )
    .all(limit);
}

/** Taken in. */
export function settleRelayed(context: UseCaseContext, push: InboxPush): void {
  context.db.transaction((tx) => {
    tx.prepare<[string, number]>('DELETE FROM relay_inbox WHERE mailbox_id = ? AND sequence = ?').run(
      push.mailbox_id,
      push.sequence,
    );
    tx.prepare<[string]>('UPDATE relay_mailboxes SET taken_count = taken_count + 1 WHERE id = ?').run(push.mailbox_id);
    tx.changed('shops');
  });
}

/** Refused by the shop's connector. The platform was told that it is stored and will not repeat it: it is kept for another try. */
export function keepRefused(context: UseCaseContext, push: InboxPush, problem: Problem): void {
  context.db.transaction((tx) => {
    tx.prepare<[string, number, string, number]>(
      'UPDATE relay_inbox SET problem_json = ?, tried_at_ms = ? WHERE mailbox_id = ? AND sequence = ?',
    ).run(JSON.stringify(problem), context.clock.nowMs(), push.mailbox_id, push.sequence);
    pruneRefused(tx, push.shop_id, context.clock.nowMs());
    tx.changed('shops');
  });
}

/** @param shopId all shops when left out: those that were changed since are tried, since a secret may be right now */
export function tryRefusedAgain(context: UseCaseContext, shopId?: string): number {
  return context.db.transaction((tx) => {
    const { changes } =
      shopId === undefined
        ? tx
            .prepare<[]>(
              'UPDATE relay_inbox SET problem_json = NULL WHERE problem_json IS NOT NULL AND tried_at_ms < (SELECT updated_at_ms FROM shops s WHERE s.id = shop_id)',
            )
            .run()
        : tx
            .prepare<[string]>(
              'UPDATE relay_inbox SET problem_json = NULL WHERE problem_json IS NOT NULL AND shop_id = ?',
            )
            .run(shopId);
    if (changes > 0) tx.changed('relay');
    return changes;
  });
}

/** Refused ones that nobody came to repair: thrown away, and counted with their mailbox. */
export function pruneRefused(tx: WriteTx, shopId: string, nowMs: number): void {
  const { changes } = tx
    .prepare<[string, number, string, number]>(
      `DELETE FROM relay_inbox WHERE problem_json IS NOT NULL AND shop_id = ? AND (received_at_ms < ? OR rowid NOT IN
         (SELECT rowid FROM relay_inbox WHERE problem_json IS NOT NULL AND shop_id = ? ORDER BY received_at_ms DESC LIMIT ?))`,
    )
    .run(shopId, nowMs - REFUSED_KEPT_MS, shopId, REFUSED_KEPT);
  if (changes === 0) return;
  tx.prepare<[number, string]>(
    'UPDATE relay_mailboxes SET unreadable_count = unreadable_count + ? WHERE shop_id = ?',
  ).run(changes, shopId);
}
