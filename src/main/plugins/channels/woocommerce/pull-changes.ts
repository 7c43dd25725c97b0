import type { ChannelPage, RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { readWoo } from '#main/plugins/channels/woocommerce/call.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { listOrders } from '#main/plugins/channels/woocommerce/order-list.ts';
import { completeOrder } from '#main/plugins/channels/woocommerce/order-payload.ts';
import { OrderHead } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { WooContext } from '#main/plugins/channels/woocommerce/schemas.ts';
import { DRAFTS, ERROR, isOrderId } from '#main/plugins/channels/woocommerce/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** Orders modified in the window, each with its refunds; carts that nobody ordered are left out. */
export async function* pullWooChanges(
  context: WooContext,
  window: { fromMs: UtcMs; toMs: UtcMs },
): AsyncGenerator<PluginResult<ChannelPage>> {
  const listing = { ...window, perPage: context.config.ordersPerPage, head: OrderHead };
  for await (const listed of listOrders(context, listing)) {
    if (!listed.ok) return yield failed(listed.failure);
    const messages: RawChannelMessage[] = [];
    for (const { head, bytes } of listed.value.rows) {
      if (DRAFTS.has(head.status)) continue;
      const payload = await completeOrder(context, head, bytes);
      if (!payload.ok) return yield failed(payload.failure);
      messages.push({ externalNumber: head.id, payload: payload.value });
    }
    yield succeeded({ messages, page: listed.value.page, of: listed.value.of });
  }
}

/** One order by its id. */
export async function fetchWooOrder(
  context: WooContext,
  externalNumber: string,
): Promise<PluginResult<RawChannelMessage | null>> {
  if (!isOrderId(externalNumber)) return failed(refusal(null, 'not a WooCommerce order id'));
  const reply = await readWoo(context, {
    name: 'orders.get',
    method: 'GET',
    route: `/wc/v3/orders/${externalNumber}`,
    answer: OrderHead,
  });
  if (!reply.ok) return reply.failure.vendorCode === ERROR.unknownOrder ? succeeded(null) : failed(reply.failure);
  const payload = await completeOrder(context, reply.value, reply.body);
  return payload.ok ? succeeded({ externalNumber: reply.value.id, payload: payload.value }) : failed(payload.failure);
}
