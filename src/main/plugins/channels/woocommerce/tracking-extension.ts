import { readWoo, writeWoo } from '#main/plugins/channels/woocommerce/call.ts';
import type { ReportedParcel } from '#main/plugins/channels/woocommerce/parcels.ts';
import { TrackingItem } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { WooContext } from '#main/plugins/channels/woocommerce/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/**
 * Adds the parcel through the official Shipment Tracking extension, before the status changes, because the mail that
 * WooCommerce then sends shows it. Looked up first. Source: woocommerce.com/document/shipment-tracking.
 */
export async function addTracking(
  context: WooContext,
  orderId: string,
  parcel: ReportedParcel,
): Promise<PluginResult<null>> {
  if (!context.config.shipmentTracking) return succeeded(null);
  const route = `/wc-shipment-tracking/v3/orders/${orderId}/shipment-trackings`;
  const isThere = () => listed(context, route, parcel.trackingNumber);
  const before = await isThere();
  if (!before.ok) return failed(before.failure);
  if (before.value) return succeeded(null);
  const sent = await writeWoo(context, {
    name: 'trackings.create',
    method: 'POST',
    route,
    body: {
      custom_tracking_provider: parcel.company,
      custom_tracking_link: context.config.trackingLink,
      tracking_number: parcel.trackingNumber,
      date_shipped: new Date(context.clock.nowMs()).toISOString().slice(0, 10),
    },
    answer: TrackingItem,
  });
  if (sent.ok) return succeeded(null);
  if (sent.failure.kind !== 'unknown_outcome') return failed(sent.failure);
  const after = await isThere();
  return after.ok && after.value ? succeeded(null) : failed(sent.failure);
}

async function listed(context: WooContext, route: string, trackingNumber: string): Promise<PluginResult<boolean>> {
  const reply = await readWoo(context, { name: 'trackings.list', method: 'GET', route, answer: z.array(TrackingItem) });
  if (!reply.ok) return failed(reply.failure);
  return succeeded(reply.value.some((item) => item.tracking_number === trackingNumber));
}
