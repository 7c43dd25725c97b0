import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { orderDraftOf } from '#main/usecases/imports/check-order-rows.ts';
import type { RowValues } from '#main/usecases/imports/check-order-rows.ts';
import { applyDraft } from '#main/usecases/orders/apply-draft.ts';
import { archiveMessage, packMessage, settleMessage } from '#main/usecases/orders/archive-message.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface OrderUndo {
  readonly orderId: string;
  readonly created: boolean;
}

/** Rows with the same order number become one order; its rows are archived as the raw message they are. */
export function applyOrderRows(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  source: { id: string; shop_id: string | null },
  rows: readonly { rowNumber: number; values: RowValues }[],
): OrderUndo[] {
  const shop = tx
    .prepare<[string], { id: string; currency: string; warehouse_id: string }>(
      'SELECT id, currency, warehouse_id FROM shops WHERE id = ?',
    )
    .get(source.shop_id ?? '');
  if (!shop) throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId: source.shop_id });
  const atMs = context.clock.nowMs();
  const undo: OrderUndo[] = [];
  for (const group of groupByOrder(rows)) {
    const draft = orderDraftOf(
      group.map((row) => row.values),
      shop.currency,
      atMs,
    );
    if (!draft) continue;
    const message = packMessage({
      shopId: shop.id,
      source: 'import',
      topic: 'rows',
      externalNumber: draft.externalNumber,
      apiVersion: '1',
      signature: 'none',
      deliveryId: null,
      payload: new TextEncoder().encode(JSON.stringify(group.map((row) => row.values))),
      receivedAtMs: atMs,
    });
    const archived = archiveMessage(tx, context.ids.next(), message);
    const applied = applyDraft(tx, context.ids, act, atMs, { id: shop.id, warehouseId: shop.warehouse_id }, draft);
    if (archived.kind === 'new')
      settleMessage(tx, archived.id, applied.kind === 'stale' ? 'stale' : 'applied', applied.orderId, null);
    undo.push({ orderId: applied.orderId, created: applied.kind === 'created' });
    const mark = tx.prepare<[string, string, number]>(
      "UPDATE import_rows SET state = 'applied', order_id = ? WHERE import_id = ? AND row_number = ?",
    );
    for (const row of group) mark.run(applied.orderId, source.id, row.rowNumber);
  }
  return undo;
}

function groupByOrder(
  rows: readonly { rowNumber: number; values: RowValues }[],
): { rowNumber: number; values: RowValues }[][] {
  const groups = new Map<string, { rowNumber: number; values: RowValues }[]>();
  for (const row of rows) {
    const number = row.values['order_number'] ?? '';
    const group = groups.get(number);
    if (group) group.push(row);
    else groups.set(number, [row]);
  }
  return [...groups.values()];
}
