import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { OrderReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { lookupIn, readDraft, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import { readFrame } from '#main/plugins/channels/http-api/frame.ts';
import type { OrderFrame } from '#main/plugins/channels/http-api/frame.ts';
import { readMappedOrder } from '#main/plugins/channels/http-api/mapped-order.ts';
import { stateKey } from '#main/plugins/channels/http-api/units.ts';

/** Reads an archived order. A status that neither the template nor the table knows parks it. */
export function readHttpOrder(
  payload: Uint8Array,
  context: { currency: string; statusMap: readonly StatusMapRow[] },
): OrderReading {
  const frame = readFrame(payload);
  if (!frame) return unreadable('shape', '');
  if (frame.fault) return unreadable(frame.fault.reason, frame.fault.field);
  return readDraft(() => toDraft(frame, context));
}

function toDraft(frame: OrderFrame, context: { currency: string; statusMap: readonly StatusMapRow[] }): OrderDraft {
  const { zone, amounts } = frame;
  const { order, faults } = readMappedOrder(frame.mapped, { zone, amounts, currency: context.currency });
  const [fault] = faults;
  if (!order) return stopReading(fault?.problem ?? 'shape', fault?.field ?? '');
  const { externalNumber, platformStatus } = order;
  const find = lookupIn(context.statusMap, externalNumber);
  const row = find('order', frame.state === null ? platformStatus : stateKey(frame.state));
  const payment = row.payment ?? stopReading('status_map', platformStatus);
  return {
    ...order,
    payment,
    fulfilment: row.fulfilment ?? stopReading('status_map', platformStatus),
    afterSales: row.afterSales ?? 'none',
    holds: row.hold ? [{ kind: row.hold, reasonCode: 'platform_status', data: { vendorStatus: platformStatus } }] : [],
    // Paid without a time of payment: the time of the order is the closest that is known.
    paidAtMs: order.paidAtMs ?? (payment === 'awaited' || payment === 'voided' ? null : order.placedAtMs),
    platformData: { state: frame.state ?? '' },
  };
}
