import type { z } from 'zod';
import { sliceValue } from '#main/lib/http-json-slices.ts';
import type { RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { readJd } from '#main/plugins/channels/jd/call.ts';
import { isUnknownOrder, resultFailure } from '#main/plugins/channels/jd/failures.ts';
import { DetailAnswer, RawDetailAnswer } from '#main/plugins/channels/jd/schemas.ts';
import type { JdContext, JdOrder } from '#main/plugins/channels/jd/schemas.ts';
import { OPTIONAL_FIELDS } from '#main/plugins/channels/jd/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

const DETAIL = { encrypted: 'jingdong.pop.order.enGet', plain: 'jingdong.pop.order.get' } as const;

/** One order for a decision that is made at once (shipping). */
export async function readJdOrder(
  context: JdContext,
  orderId: string,
): Promise<{ readonly ok: true; readonly order: JdOrder } | { readonly ok: false; readonly failure: PluginFailure }> {
  const reply = await readJd(context, detailCall(context, orderId, DetailAnswer));
  if (!reply.ok) return reply;
  const { apiResult, orderInfo } = reply.value.orderDetailInfo;
  return apiResult.success && orderInfo
    ? { ok: true, order: orderInfo }
    : { ok: false, failure: resultFailure(apiResult) };
}

export async function fetchJdOrder(
  context: JdContext,
  orderId: string,
): Promise<PluginResult<RawChannelMessage | null>> {
  const reply = await readJd(context, detailCall(context, orderId, RawDetailAnswer));
  if (!reply.ok) return isUnknownOrder(reply.failure.vendorText) ? succeeded(null) : failed(reply.failure);
  const { apiResult, orderInfo } = reply.value.orderDetailInfo;
  if (!apiResult.success) {
    const failure = resultFailure(apiResult);
    return isUnknownOrder(failure.vendorText) ? succeeded(null) : failed(failure);
  }
  const payload = orderInfo ? sliceValue(reply.body, ['orderDetailInfo', 'orderInfo']) : null;
  return succeeded(payload ? { externalNumber: orderId, payload } : null);
}

function detailCall<T>(context: JdContext, orderId: string, answer: z.ZodType<T>) {
  const parameters = { order_id: orderId, optional_fields: OPTIONAL_FIELDS };
  return { method: DETAIL[context.config.orderCalls], parameters, answer };
}
