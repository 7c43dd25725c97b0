import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { HOUR_MS } from '#main/usecases/shops/reconcile/plan-hours.ts';
import type { FindingKind } from '#shared/contract/sync.ts';

export interface ListedOrder {
  readonly externalNumber: string;
  readonly amountMinor: number | null;
}

export interface Finding {
  readonly kind: FindingKind;
  readonly externalNumber: string;
  readonly platformMinor: number | null;
  readonly localMinor: number | null;
}

export interface LocalOrder {
  readonly external_number: string;
  readonly total_minor: number;
}

/** Orders stored here that were paid in this hour. */
export function localOrders(db: ReadDb, shopId: string, hourStartMs: number): LocalOrder[] {
  return db
    .prepare<[string, number, number], LocalOrder>(
      'SELECT external_number, total_minor FROM orders WHERE shop_id = ? AND paid_at_ms >= ? AND paid_at_ms < ?',
    )
    .all(shopId, hourStartMs, hourStartMs + HOUR_MS);
}

/** What the platform lists and is not here, what is here and not listed, and amounts that differ. */
export function compareHour(listed: readonly ListedOrder[], local: readonly LocalOrder[]): Finding[] {
  const here = new Map(local.map((order) => [order.external_number, order.total_minor]));
  const there = new Map(listed.map((order) => [order.externalNumber, order.amountMinor]));
  const findings: Finding[] = [];
  for (const [externalNumber, platformMinor] of there) {
    const localMinor = here.get(externalNumber);
    if (localMinor === undefined) findings.push({ kind: 'missing', externalNumber, platformMinor, localMinor: null });
    else if (platformMinor !== null && platformMinor !== localMinor)
      findings.push({ kind: 'amount', externalNumber, platformMinor, localMinor });
  }
  for (const [externalNumber, localMinor] of here)
    if (!there.has(externalNumber)) findings.push({ kind: 'extra', externalNumber, platformMinor: null, localMinor });
  return findings;
}

/**
 * Writes what differs before anything is done about it, so that a crash forgets none, and settles what differed earlier and
 * does not any more.
 */
export function writeFindings(
  tx: WriteTx,
  shopId: string,
  hourStartMs: number,
  findings: readonly Finding[],
  atMs: number,
): void {
  const put = tx.prepare<(string | number | null)[]>(
    `INSERT INTO recon_findings (shop_id, hour_start_ms, kind, external_number, reason, platform_minor, local_minor, found_at_ms)
     VALUES (?, ?, ?, ?, 'searching', ?, ?, ?) ON CONFLICT (shop_id, hour_start_ms, kind, external_number)
     DO UPDATE SET platform_minor = excluded.platform_minor, local_minor = excluded.local_minor`,
  );
  for (const each of findings)
    put.run(shopId, hourStartMs, each.kind, each.externalNumber, each.platformMinor, each.localMinor, atMs);
  const standing = new Set(findings.map((each) => `${each.kind} ${each.externalNumber}`));
  const open = tx
    .prepare<[string, number], { kind: string; external_number: string }>(
      'SELECT kind, external_number FROM recon_findings WHERE shop_id = ? AND hour_start_ms = ? AND settled_at_ms IS NULL',
    )
    .all(shopId, hourStartMs);
  const settle = tx.prepare<[number, string, number, string, string]>(
    "UPDATE recon_findings SET reason = CASE WHEN kind = 'missing' THEN 'fetched' ELSE 'agrees_again' END, settled_at_ms = ? WHERE shop_id = ? AND hour_start_ms = ? AND kind = ? AND external_number = ?",
  );
  for (const { kind, external_number } of open)
    if (!standing.has(`${kind} ${external_number}`)) settle.run(atMs, shopId, hourStartMs, kind, external_number);
}
