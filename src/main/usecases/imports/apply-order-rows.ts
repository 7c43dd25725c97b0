import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { archiveRows, standingRows } from '#main/usecases/imports/archive-rows.ts';
import { IMPORTED, orderDraftOf, orderNumberOf } from '#main/usecases/imports/check-order-rows.ts';
import type { NumberedRow, RowProblems, RowValues } from '#main/usecases/imports/check-order-rows.ts';
import { markRow } from '#main/usecases/imports/mark-row.ts';
import type { RowTally } from '#main/usecases/imports/mark-row.ts';
import { beginCleaning } from '#main/usecases/cleaning/cleaning-run.ts';
import { settleCleaning } from '#main/usecases/cleaning/settle-cleaning.ts';
import type { OrderUndo } from '#main/usecases/imports/order-undo.ts';
import { applyDraft } from '#main/usecases/orders/apply-draft.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FulfilmentState } from '#shared/model/order.ts';

export interface ImportShop {
  readonly id: string;
  readonly currency: string;
  readonly warehouseId: string;
}

interface KnownOrder {
  readonly id: string;
  readonly fulfilment: FulfilmentState;
  readonly platform_status: string;
  readonly paid_at_ms: number | null;
}

/**
 * Applies all rows of one order. What the channel itself delivered, or what is being packed, a file leaves alone. The way back
 * stands at the first of the rows.
 */
export function applyOrderGroup(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  source: { id: string; shop_id: string | null },
  group: readonly NumberedRow[],
  tally: RowTally,
): void {
  const shop = readImportShop(tx, source.shop_id);
  const values = group.map((row) => row.values);
  const outcome = applyOrder(tx, context, act, shop, source.id, values);
  const doneAtMs = context.clock.nowMs();
  group.forEach(({ rowNumber }, index) => {
    const applied =
      'problems' in outcome
        ? outcome
        : { orderId: outcome.orderId, skuId: null, undo: index === 0 ? outcome.undo : null, doneAtMs };
    markRow(tx, source.id, rowNumber, applied, tally);
  });
}

/** @throws AppError ERR_CHANNEL_SHOP_UNKNOWN */
export function readImportShop(tx: WriteTx, shopId: string | null): ImportShop {
  const shop = tx
    .prepare<[string], { id: string; currency: string; warehouse_id: string }>(
      'SELECT id, currency, warehouse_id FROM shops WHERE id = ?',
    )
    .get(shopId ?? '');
  if (!shop) throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId });
  return { id: shop.id, currency: shop.currency, warehouseId: shop.warehouse_id };
}

type Outcome = { readonly undo: OrderUndo; readonly orderId: string } | { readonly problems: RowProblems };

function applyOrder(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  shop: ImportShop,
  importId: string,
  rows: readonly RowValues[],
): Outcome {
  const order = { shopId: shop.id, externalNumber: orderNumberOf(rows[0] ?? {}) };
  const known = tx
    .prepare<[string, string], KnownOrder>(
      'SELECT id, fulfilment, platform_status, paid_at_ms FROM orders WHERE shop_id = ? AND external_number = ?',
    )
    .get(order.shopId, order.externalNumber);
  const before = known ? standingRows(tx, order) : null;
  const refused = known && refusal(known, order.externalNumber);
  const saysTheSame = known?.fulfilment !== 'cancelled' && JSON.stringify(before) === JSON.stringify(rows);
  if (refused?.code === 'ERR_IMPORT_ORDER_FROM_CHANNEL') return { problems: [refused] };
  if (known && saysTheSame) {
    archiveRows(tx, context, order, { importId, rows }, { state: 'unchanged', orderId: known.id, park: null });
    return { undo: { orderId: known.id, did: 'nothing', before: null }, orderId: known.id };
  }
  if (refused) return { problems: [refused] };
  const orderId = writeOrder(tx, context, act, shop, rows, known?.paid_at_ms ?? null);
  archiveRows(tx, context, order, { importId, rows }, { state: 'applied', orderId, park: null });
  const did = !known ? 'created' : known.fulfilment === 'cancelled' ? 'reopened' : 'updated';
  return { undo: { orderId, did, before: did === 'updated' ? before : null }, orderId };
}

function refusal(known: KnownOrder, order: string): Problem | undefined {
  if (known.platform_status !== IMPORTED) return { code: 'ERR_IMPORT_ORDER_FROM_CHANNEL', data: { order } };
  if (!isUntouched(known.fulfilment) && known.fulfilment !== 'cancelled')
    return { code: 'ERR_IMPORT_ORDER_IN_WORK', data: { order, state: known.fulfilment } };
  return undefined;
}

/** Nobody has opened its parcel yet. */
export function isUntouched(fulfilment: FulfilmentState): boolean {
  return fulfilment === 'received' || fulfilment === 'reserved';
}

/** Brings an order in line with rows of a file. `paidAtMs` is the time that the order had so far, for files that name none. */
export function writeOrder(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  shop: ImportShop,
  rows: readonly RowValues[],
  paidAtMs: number | null,
): string {
  const atMs = context.clock.nowMs();
  const cleaning = beginCleaning(tx, atMs);
  const draft = orderDraftOf(rows, shop.currency, paidAtMs ?? atMs);
  const { orderId } = applyDraft(tx, context.ids, act, atMs, shop, cleaning, draft);
  settleCleaning(tx, act, atMs, cleaning);
  return orderId;
}
