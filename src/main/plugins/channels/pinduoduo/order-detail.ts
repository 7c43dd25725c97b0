import { sliceValue } from '#main/lib/http-json-slices.ts';
import type { RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { readPdd } from '#main/plugins/channels/pinduoduo/call.ts';
import type { PddReply } from '#main/plugins/channels/pinduoduo/call.ts';
import { isUnknownOrder } from '#main/plugins/channels/pinduoduo/failures.ts';
import { OrderAnswer, RawOrderAnswer } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PddOrder, PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { z } from 'zod';

/** One order for a decision that is made at once (shipping). */
export function readPddOrder(
  context: PinduoduoContext,
  orderSn: string,
): Promise<PddReply<{ readonly order_info: PddOrder }>> {
  return readPdd(context, detailCall(orderSn, OrderAnswer));
}

export async function fetchPinduoduoOrder(
  context: PinduoduoContext,
  orderSn: string,
): Promise<PluginResult<RawChannelMessage | null>> {
  const reply = await readPdd(context, detailCall(orderSn, RawOrderAnswer));
  if (!reply.ok) return isUnknownOrder(reply.failure.vendorText) ? succeeded(null) : failed(reply.failure);
  const payload = reply.value.order_info ? sliceValue(reply.body, ['order_info']) : null;
  return succeeded(payload ? { externalNumber: orderSn, payload } : null);
}

function detailCall<T>(orderSn: string, answer: z.ZodType<T>) {
  return {
    type: 'pdd.order.information.get',
    root: 'order_info_get_response',
    parameters: { order_sn: orderSn },
    answer,
  };
}
