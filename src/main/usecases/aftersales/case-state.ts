import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { AfterSalesState } from '#shared/model/order.ts';

/** What is open counts before what is over. */
const BY_WEIGHT: readonly AfterSalesState[] = ['requested', 'in_progress', 'refunded', 'closed', 'none'];

/** What of an order could go out, for telling a part of it from the whole. */
export interface OrderValue {
  /** Paid for its goods, in minor units. */
  readonly goodsMinor: number;
  /** Units that were not taken back. */
  readonly unitsLeft: number;
}

interface CaseRow {
  readonly state: AfterSalesState;
  readonly amount_minor: number;
  readonly platform_version_ms: number;
}

/**
 * The state of an order by all of its cases; null where it has none. Where only a part of the money went back and units are left, the
 * cases are over (`closed`) and the order goes on: `refunded` would keep the rest of the parcel here for good.
 */
export function stateOfCases(
  db: ReadDb,
  shopId: string,
  externalNumber: string,
  order: OrderValue,
): { readonly state: AfterSalesState; readonly versionMs: number } | null {
  const cases = db
    .prepare<[string, string], CaseRow>(
      'SELECT state, amount_minor, platform_version_ms FROM after_sales_cases WHERE shop_id = ? AND external_number = ?',
    )
    .all(shopId, externalNumber);
  if (cases.length === 0) return null;
  const heaviest = BY_WEIGHT.find((each) => cases.some((known) => known.state === each)) ?? 'none';
  const state = heaviest === 'refunded' && isPartOf(order, cases) ? 'closed' : heaviest;
  return { state, versionMs: Math.max(...cases.map((known) => known.platform_version_ms)) };
}

/** A case without an amount says nothing of how much went back. */
function isPartOf(order: OrderValue, cases: readonly CaseRow[]): boolean {
  const refunded = cases.filter((known) => known.state === 'refunded');
  const refundedMinor = refunded.reduce((sum, known) => sum + known.amount_minor, 0);
  return refunded.every((known) => known.amount_minor > 0) && order.unitsLeft > 0 && refundedMinor < order.goodsMinor;
}

/** An order's own message may know nothing of its cases, or less: what is newer counts. */
export function withCases(db: ReadDb, shopId: string, draft: OrderDraft): OrderDraft {
  const cases = stateOfCases(db, shopId, draft.externalNumber, {
    goodsMinor: draft.lines.reduce((sum, line) => sum + line.paidMinor, 0),
    unitsLeft: draft.lines.reduce((sum, line) => sum + line.quantity - line.cancelledQuantity, 0),
  });
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
