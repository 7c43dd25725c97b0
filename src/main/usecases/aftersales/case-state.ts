import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { AfterSalesState } from '#shared/model/order.ts';

/** What is open counts before what is over. */
const BY_WEIGHT: readonly AfterSalesState[] = ['requested', 'in_progress', 'refunded', 'closed', 'none'];

/** The state of an order by all of its cases; null where it has none. */
export function stateOfCases(
  db: ReadDb,
  shopId: string,
  externalNumber: string,
): { readonly state: AfterSalesState; readonly versionMs: number } | null {
  const cases = db
    .prepare<[string, string], { state: AfterSalesState; platform_version_ms: number }>(
      'SELECT state, platform_version_ms FROM after_sales_cases WHERE shop_id = ? AND external_number = ?',
    )
    .all(shopId, externalNumber);
  if (cases.length === 0) return null;
  const state = BY_WEIGHT.find((each) => cases.some((known) => known.state === each)) ?? 'none';
  return { state, versionMs: Math.max(...cases.map((known) => known.platform_version_ms)) };
}

/** An order's own message may know nothing of its cases, or less: what is newer counts. */
export function withCases(db: ReadDb, shopId: string, draft: OrderDraft): OrderDraft {
  const cases = stateOfCases(db, shopId, draft.externalNumber);
  if (!cases || (draft.afterSales !== 'none' && cases.versionMs < draft.platformVersionMs)) return draft;
  return { ...draft, afterSales: cases.state };
}

/** Makes the numbers of an order's cases find it. */
export function linkCases(tx: WriteTx, shopId: string, externalNumber: string, orderId: string): void {
  for (const [kind, column] of [
    ['refund', 'refund_number'],
    ['return', 'return_tracking_number'],
  ] as const)
    tx.prepare<[string, string, string]>(
      `INSERT INTO external_ids (value, kind, order_id) SELECT ${column}, '${kind}', ? FROM after_sales_cases
       WHERE shop_id = ? AND external_number = ? AND ${column} <> '' ON CONFLICT DO NOTHING`,
    ).run(orderId, shopId, externalNumber);
}
