import { readTop } from '#main/plugins/channels/taobao/call.ts';
import type { TopReply } from '#main/plugins/channels/taobao/call.ts';
import { TradeAnswer } from '#main/plugins/channels/taobao/schemas.ts';
import type { TaobaoContext, Trade } from '#main/plugins/channels/taobao/schemas.ts';
import { ERROR, TRADE_FIELDS } from '#main/plugins/channels/taobao/units.ts';
import type { RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

const AnyTrade = z.looseObject({ trade: z.looseObject({}) });

/** One order as sent; its content is read later from the archived bytes. */
export function readTradeBytes(context: TaobaoContext, tid: string): Promise<TopReply<unknown>> {
  return readTop(context, detailCall(tid, AnyTrade));
}

/** One order for a decision that is made at once (shipping). */
export function readTrade(context: TaobaoContext, tid: string): Promise<TopReply<{ trade: Trade }>> {
  return readTop(context, detailCall(tid, TradeAnswer));
}

/** Whether TOP said that it does not know the order. */
export function isUnknownTrade(reply: Extract<TopReply<unknown>, { ok: false }>): boolean {
  const subCode = reply.failure.vendorCode?.split(' ')[1] ?? '';
  return ERROR.unknownTrade.has(subCode);
}

export async function fetchTrade(context: TaobaoContext, tid: string): Promise<PluginResult<RawChannelMessage | null>> {
  const reply = await readTradeBytes(context, tid);
  if (reply.ok) return succeeded({ externalNumber: tid, payload: reply.body });
  return isUnknownTrade(reply) ? succeeded(null) : failed(reply.failure);
}

function detailCall<T>(tid: string, answer: z.ZodType<T>) {
  return { method: 'taobao.trade.fullinfo.get', parameters: { fields: TRADE_FIELDS, tid }, answer };
}
