import type { ConfirmShipmentRequest } from '#main/plugins/channels/channel-connector.ts';
import { shipRefusal } from '#main/plugins/channels/ship-refusal.ts';
import { writeHttp } from '#main/plugins/channels/http-api/call.ts';
import type { Filling } from '#main/plugins/channels/http-api/fill-request.ts';
import type { FramedRow } from '#main/plugins/channels/http-api/frame-rows.ts';
import { fetchFramed } from '#main/plugins/channels/http-api/pull-changes.ts';
import type { HttpApiContext } from '#main/plugins/channels/http-api/schemas.ts';
import { CARRIER_NAMES } from '#main/plugins/channels/http-api/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

type Confirmed = PluginResult<{ alreadyDone: boolean }>;

const SHIPPABLE: ReadonlySet<string> = new Set(['paid', 'part_shipped', 'shipped', 'delivered', 'completed']);

/**
 * Reports a parcel. The order is read first where the template can ask for one: a tracking number that it shows already (`waybills` of the
 * mapping) is not reported again, and an order that must not be shipped is refused. Every report bears the same `{shipment.key}`.
 */
export async function confirmHttpShipment(
  context: HttpApiContext,
  request: ConfirmShipmentRequest,
): Promise<Confirmed> {
  const { shipment, detail } = context.config.template;
  // Systems that are not told of parcels: nothing waits for them.
  if (!shipment) return succeeded({ alreadyDone: true });
  if (detail) {
    const before = await fetchFramed(context, request.externalNumber);
    if (!before.ok) return failed(before.failure);
    if (before.value === null) return failed(shipRefusal('unknown_order', null, `no order ${request.externalNumber}`));
    if (shows(before.value, request.trackingNumber)) return succeeded({ alreadyDone: true });
    const { state } = before.value;
    if (state === null || !SHIPPABLE.has(state))
      return failed(
        shipRefusal(
          state === 'cancelled' || state === 'refunded' ? 'closed' : 'not_due',
          state,
          `the order stands at ${before.value.reading.order?.platformStatus ?? 'nothing'}`,
        ),
      );
  }
  const sent = await writeHttp(context, {
    name: 'orders.ship',
    request: shipment.request,
    filling: fillingOf(context, request),
  });
  if (sent.ok) return succeeded({ alreadyDone: false });
  if (sent.failure.kind !== 'unknown_outcome' || !detail) return failed(sent.failure);
  const after = await fetchFramed(context, request.externalNumber);
  const isDone = after.ok && after.value !== null && shows(after.value, request.trackingNumber);
  return isDone ? succeeded({ alreadyDone: false }) : failed(sent.failure);
}

function shows({ reading }: FramedRow, trackingNumber: string): boolean {
  return (reading.order?.externalIds ?? []).some(({ kind, value }) => kind === 'waybill' && value === trackingNumber);
}

function fillingOf(context: HttpApiContext, request: ConfirmShipmentRequest): Filling {
  const carriers = context.config.template.shipment?.carriers ?? {};
  const carrier = carriers[request.carrierId] ?? CARRIER_NAMES[request.carrierId] ?? request.carrierId;
  return {
    values: {
      'order.number': request.externalNumber,
      'shipment.trackingNumber': request.trackingNumber,
      'shipment.carrier': carrier,
      'shipment.carrierId': request.carrierId,
      'shipment.key': request.requestKey,
    },
    lists: {
      'shipment.lines': request.lines.map((line) => ({
        'line.id': line.externalLineId,
        'line.quantity': line.quantity,
      })),
    },
  };
}
