import { inflateRawSync } from 'node:zlib';
import type { WriteTx } from '#main/db/handles.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { OrderReading } from '#main/plugins/channels/channel-connector.ts';
import type { PackedMessage } from '#main/usecases/orders/archive-message.ts';
import { isErased } from '#main/usecases/orders/erase/erased-payload.ts';

/**
 * Whether a message describes its order exactly as the last applied one did, though its bytes differ: platforms put request
 * ids and times of answer around the same order, and overlapping polls fetch it again and again. Such a message is archived
 * and changes nothing, so that the timeline tells only what happened.
 */
export function saysNothingNew(
  tx: WriteTx,
  read: (payload: Uint8Array) => OrderReading,
  message: PackedMessage,
  draft: OrderDraft,
): boolean {
  if (message.externalNumber === null) return false;
  const last = tx
    .prepare<[string, string], { payload: Uint8Array }>(
      "SELECT payload FROM raw_messages WHERE shop_id = ? AND external_number = ? AND state = 'applied' AND topic <> 'refund' ORDER BY received_at_ms DESC, id DESC LIMIT 1",
    )
    .get(message.shopId, message.externalNumber);
  if (!last || isErased(last.payload)) return false;
  const before = read(inflateRawSync(last.payload));
  return before.ok && JSON.stringify(before.draft) === JSON.stringify(draft);
}
