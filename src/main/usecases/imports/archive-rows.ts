import { inflateRawSync } from 'node:zlib';
import type { WriteTx } from '#main/db/handles.ts';
import type { RowValues } from '#main/usecases/imports/check-order-rows.ts';
import { packMessage, storeMessage } from '#main/usecases/orders/archive-message.ts';
import type { MessageSettlement } from '#main/usecases/orders/archive-message.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { isErased } from '#main/usecases/orders/erase/erased-payload.ts';

interface ArchivedRows {
  readonly importId: string;
  readonly rows: readonly RowValues[];
}

/** Keeps the rows of one order as the raw message that they are; every import has its own, though it says the same. */
export function archiveRows(
  tx: WriteTx,
  context: UseCaseContext,
  order: { shopId: string; externalNumber: string },
  archived: ArchivedRows,
  settled: MessageSettlement,
): void {
  const message = packMessage({
    ...order,
    source: 'import',
    topic: 'rows',
    apiVersion: '1',
    signature: 'none',
    deliveryId: null,
    payload: new TextEncoder().encode(JSON.stringify(archived)),
    receivedAtMs: context.clock.nowMs(),
  });
  storeMessage(tx, context.ids.next(), message, settled);
}

/** The rows by which an order stands as it does, or null when no file brought it. */
export function standingRows(
  tx: WriteTx,
  order: { shopId: string; externalNumber: string },
): readonly RowValues[] | null {
  const last = tx
    .prepare<[string, string], { payload: Uint8Array }>(
      "SELECT payload FROM raw_messages WHERE shop_id = ? AND external_number = ? AND source = 'import' AND state = 'applied' ORDER BY received_at_ms DESC, id DESC LIMIT 1",
    )
    .get(order.shopId, order.externalNumber);
  if (!last || isErased(last.payload)) return null;
  return (JSON.parse(new TextDecoder().decode(inflateRawSync(last.payload))) as ArchivedRows).rows;
}
