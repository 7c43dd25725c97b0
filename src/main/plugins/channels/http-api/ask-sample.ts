import { readHttp } from '#main/plugins/channels/http-api/call.ts';
import { decodeXml } from '#main/plugins/channels/http-api/read-answer.ts';
import type { HttpApiContext } from '#main/plugins/channels/http-api/schemas.ts';
import { firstPageValues } from '#main/plugins/channels/http-api/shop.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

const HOUR_MS = 3_600_000;
/** More of an answer is no sample. */
const MOST_BYTES = 2_000_000;

/** One answer of the server as text: the first page of the list, or one order. */
export async function askSample(
  context: HttpApiContext,
  wish: { readonly of: 'list' | 'one'; readonly number: string; readonly hours: number },
): Promise<PluginResult<string>> {
  const { orders, detail, response } = context.config.template;
  const isOne = wish.of === 'one' && detail !== null;
  const reply = await readHttp(context, {
    name: isOne ? 'orders.get' : 'orders.list',
    request: isOne ? detail.request : orders.request,
    filling: { values: { ...firstPageValues(context, wish.hours * HOUR_MS), 'order.number': wish.number } },
  });
  if (!reply.ok) return failed(reply.failure);
  const body = reply.body.subarray(0, MOST_BYTES);
  const xml = response === 'xml' ? decodeXml(body, reply.headers['content-type'] ?? '') : null;
  return succeeded(xml ?? Buffer.from(body).toString('utf8'));
}
