import type { ReadDb } from '#main/db/handles.ts';
import type { FetchedOrder } from '#main/usecases/shops/fetch-orders.ts';
import type { Finding } from '#main/usecases/shops/reconcile/compare-hour.ts';
import { HOUR_MS } from '#main/usecases/shops/reconcile/plan-hours.ts';
import type { FindingReason } from '#shared/contract/sync.ts';

/** Reasons that leave nothing to do. The others stay open until a later count or a person settles them. */
const SETTLED: ReadonlySet<FindingReason> = new Set([
  'fetched',
  'agrees_again',
  'paid_elsewhen',
  'not_paid',
  'gone_there',
  'test_order',
  'imported',
  'amount_corrected',
]);

export function isSettled(reason: FindingReason): boolean {
  return SETTLED.has(reason);
}

interface OrderRow {
  payment: string;
  paid_at_ms: number | null;
  total_minor: number;
  flags_json: string;
}

/** Why an order differs, judged after it was read from the platform once more. */
export function explainFinding(
  db: ReadDb,
  shopId: string,
  hourStartMs: number,
  finding: Finding,
  fetched: FetchedOrder,
): FindingReason {
  const order = db
    .prepare<[string, string], OrderRow>(
      'SELECT payment, paid_at_ms, total_minor, flags_json FROM orders WHERE shop_id = ? AND external_number = ?',
    )
    .get(shopId, finding.externalNumber);
  if (finding.kind !== 'missing' && order && isImported(db, shopId, finding.externalNumber)) return 'imported';
  if (fetched.outcome === 'failed') return 'fetch_failed';
  if (fetched.outcome === 'parked') return 'parked';
  if (!order) return fetched.outcome === 'unknown' ? 'not_visible' : 'unexplained';
  if (fetched.outcome === 'unknown') return finding.kind === 'missing' ? 'not_visible' : 'gone_there';
  const paidAtMs = order.paid_at_ms;
  const isPaidHere = paidAtMs !== null && paidAtMs >= hourStartMs && paidAtMs < hourStartMs + HOUR_MS;
  if (!isPaidHere) return paidAtMs === null ? 'not_paid' : 'paid_elsewhen';
  if (finding.kind === 'missing') return 'fetched';
  if (finding.kind === 'amount')
    return order.total_minor === finding.platformMinor ? 'amount_corrected' : 'amount_differs';
  if ((JSON.parse(order.flags_json) as string[]).includes('test')) return 'test_order';
  return order.payment === 'paid' || order.payment === 'partially_refunded' ? 'unexplained' : 'not_paid';
}

function isImported(db: ReadDb, shopId: string, externalNumber: string): boolean {
  return (
    db
      .pluck<[string, string], number>(
        "SELECT 1 FROM raw_messages WHERE shop_id = ? AND external_number = ? AND source = 'import' LIMIT 1",
      )
      .get(shopId, externalNumber) !== undefined
  );
}
