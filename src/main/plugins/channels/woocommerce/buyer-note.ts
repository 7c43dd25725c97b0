import { readWoo, writeWoo } from '#main/plugins/channels/woocommerce/call.ts';
import type { ReportedParcel } from '#main/plugins/channels/woocommerce/parcels.ts';
import { Id, Note } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { WooContext } from '#main/plugins/channels/woocommerce/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/**
 * Leaves the note that WooCommerce mails to the buyer, unless one with this tracking number is there. A shop that refuses
 * notes does not undo the report: that comes back as a message.
 */
export async function tellBuyer(
  context: WooContext,
  orderId: string,
  parcel: ReportedParcel,
): Promise<PluginResult<null>> {
  if (!context.config.noteToBuyer) return succeeded(null);
  const route = `/wc/v3/orders/${orderId}/notes`;
  const notes = await readWoo(context, {
    name: 'notes.list',
    method: 'GET',
    route,
    query: { type: 'customer' },
    answer: z.array(Note),
  });
  if (!notes.ok) return outcome(notes.failure);
  if (notes.value.some(({ note }) => note.includes(parcel.trackingNumber))) return succeeded(null);
  const note = context.config.noteText
    .replaceAll('{carrier}', () => parcel.company)
    .replaceAll('{number}', () => parcel.trackingNumber);
  const text = note.includes(parcel.trackingNumber) ? note : `${note} ${parcel.trackingNumber}`;
  const sent = await writeWoo(context, {
    name: 'notes.create',
    method: 'POST',
    route,
    body: { note: text, customer_note: true },
    answer: z.object({ id: Id }),
  });
  return sent.ok ? succeeded(null) : outcome(sent.failure);
}

/** The next try looks the note up again, so that nothing about it stays unknown. */
function outcome(failure: PluginFailure): PluginResult<null> {
  if (failure.kind === 'retry' || failure.kind === 'unknown_outcome')
    return failed({ ...failure, kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' });
  return succeeded(null, [{ code: failure.code, vendorCode: failure.vendorCode, vendorText: failure.vendorText }]);
}
