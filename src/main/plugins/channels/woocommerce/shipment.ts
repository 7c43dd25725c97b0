import { parseJson } from '#main/lib/http-json.ts';
import type { ConfirmShipmentRequest, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { tellBuyer } from '#main/plugins/channels/woocommerce/buyer-note.ts';
import { readWoo, writeWoo } from '#main/plugins/channels/woocommerce/call.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { obstacleOf, shipRefusal, unknownOrder } from '#main/plugins/channels/ship-refusal.ts';
import { readRefundBytes } from '#main/plugins/channels/woocommerce/order-payload.ts';
import {
  coversAll,
  PARCELS_KEY,
  readOwnParcels,
  readParcels,
  writeParcels,
} from '#main/plugins/channels/woocommerce/parcels.ts';
import type { ReportedParcel } from '#main/plugins/channels/woocommerce/parcels.ts';
import { unitsRefunded } from '#main/plugins/channels/woocommerce/refund-lines.ts';
import { Id, Order, RefundRecord } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { WooContext } from '#main/plugins/channels/woocommerce/schemas.ts';
import { addTracking } from '#main/plugins/channels/woocommerce/tracking-extension.ts';
import {
  COMPANY_NAMES,
  COMPLETED,
  ERROR,
  isOrderId,
  WOO_STATUS_MAP,
} from '#main/plugins/channels/woocommerce/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

type Confirmed = PluginResult<{ alreadyDone: boolean }>;

const ShippedOrder = Order.pick({
  id: true,
  status: true,
  date_completed_gmt: true,
  meta_data: true,
  line_items: true,
  refunds: true,
});
type ShippedOrder = z.infer<typeof ShippedOrder>;

/**
 * Reports a parcel: it is written into the order's meta data together with the status, in one call, and read first each
 * time, so that a repeated call finds it. The order becomes `completed` with the parcel that sends the last of it; core
 * knows no state between. Then the buyer is told, once per parcel.
 */
export async function confirmWooShipment(context: WooContext, request: ConfirmShipmentRequest): Promise<Confirmed> {
  if (!isOrderId(request.externalNumber)) return failed(refusal(null, 'not a WooCommerce order id'));
  const before = await readOrder(context, request.externalNumber);
  if (!before.ok)
    return before.failure.vendorCode === ERROR.unknownOrder ? failed(unknownOrder(before.failure)) : before;
  const company = companyOf(context, request.carrierId);
  const parcel: ReportedParcel = { trackingNumber: request.trackingNumber, company, lines: request.lines };
  if (isReported(before.value, request.trackingNumber)) return afterwards(context, request, parcel, true);
  const barring = barringStatus(context, before.value.status, request.statusMap ?? WOO_STATUS_MAP);
  if (barring) return failed(barring);
  const change = await changeFor(context, before.value, parcel, request.inParcel ?? []);
  if (!change.ok) return change;
  const tracked = await addTracking(context, request.externalNumber, parcel);
  if (!tracked.ok) return tracked;
  const sent = await writeWoo(context, {
    name: 'orders.update',
    method: 'PUT',
    route: `/wc/v3/orders/${request.externalNumber}`,
    body: change.value,
    answer: z.object({ id: Id }),
  });
  if (!sent.ok) {
    if (sent.failure.kind !== 'unknown_outcome') return failed(sent.failure);
    const after = await readOrder(context, request.externalNumber);
    if (!after.ok || !isReported(after.value, request.trackingNumber)) return failed(sent.failure);
  }
  return afterwards(context, request, parcel, false);
}

/** A status that forbids a parcel, or one of a plugin of which nobody said what it means. */
function barringStatus(
  { config }: WooContext,
  status: string,
  statusMap: readonly StatusMapRow[],
): PluginFailure | null {
  if (status === config.partialStatus) return null;
  const row = statusMap.find((each) => each.axis === 'order' && each.vendorStatus === status);
  const isDue = row && row.fulfilment !== 'cancelled' && row.payment !== 'awaited' && row.hold === null;
  return isDue ? null : shipRefusal(obstacleOf(row), status, `the order stands at ${status}`);
}

/** Telling the buyer comes last and is looked up first: it may be missing after a crash, and is never sent twice. */
async function afterwards(
  context: WooContext,
  request: ConfirmShipmentRequest,
  parcel: ReportedParcel,
  alreadyDone: boolean,
): Promise<Confirmed> {
  const told = await tellBuyer(context, request.externalNumber, parcel);
  return told.ok ? succeeded({ alreadyDone }, told.messages) : told;
}

async function readOrder(context: WooContext, id: string): Promise<PluginResult<ShippedOrder>> {
  const reply = await readWoo(context, {
    name: 'orders.get',
    method: 'GET',
    route: `/wc/v3/orders/${id}`,
    answer: ShippedOrder,
  });
  return reply.ok ? succeeded(reply.value) : failed(reply.failure);
}

function isReported(order: ShippedOrder, trackingNumber: string): boolean {
  // What the extension holds alone may be the first half of a report that broke off before the status was written.
  return readOwnParcels(order.meta_data).some((parcel) => parcel.trackingNumber === trackingNumber);
}

async function changeFor(
  context: WooContext,
  order: ShippedOrder,
  parcel: ReportedParcel,
  inParcel: ConfirmShipmentRequest['lines'],
): Promise<PluginResult<Record<string, unknown>>> {
  const owed = await readOwed(context, order);
  if (!owed.ok) return owed;
  const parcels = [...readOwnParcels(order.meta_data), parcel];
  const known = [...readParcels(order.meta_data), parcel];
  const unknown = parcel.lines.find((line) => !order.line_items.some((item) => item.id === line.externalLineId));
  if (unknown) return failed(shipRefusal('less_left', null, `the order has no line ${unknown.externalLineId}`));
  const owedOf = (id: string): number => owed.value.find((line) => line.externalLineId === id)?.quantity ?? 0;
  const refunded = inParcel.find((line) => owedOf(line.externalLineId) < line.quantity);
  if (refunded)
    return failed(shipRefusal('less_left', null, `of line ${refunded.externalLineId} less is left than in the parcel`));
  const status = coversAll(known, owed.value) ? COMPLETED : (context.config.partialStatus ?? '');
  const meta = (order.meta_data ?? []).find((each) => each.key === PARCELS_KEY);
  return succeeded({
    ...(status === '' || order.status === COMPLETED ? {} : { status }),
    meta_data: [{ ...(meta?.id ? { id: Number(meta.id) } : {}), key: PARCELS_KEY, value: writeParcels(parcels) }],
  });
}

/** Units per line that were not refunded. */
async function readOwed(
  context: WooContext,
  order: ShippedOrder,
): Promise<PluginResult<readonly { externalLineId: string; quantity: number }[]>> {
  const bytes = (order.refunds ?? []).length === 0 ? succeeded([]) : await readRefundBytes(context, order.id);
  if (!bytes.ok) return bytes;
  const refunds = bytes.value.flatMap((each) => RefundRecord.safeParse(parseJson(each)).data ?? []);
  return succeeded(
    order.line_items.map((line) => ({
      externalLineId: line.id,
      quantity: Math.max(0, line.quantity - unitsRefunded(refunds, line.id, null)),
    })),
  );
}

function companyOf({ config }: WooContext, carrierId: string): string {
  return config.companyNames[carrierId] ?? COMPANY_NAMES[carrierId] ?? carrierId;
}
