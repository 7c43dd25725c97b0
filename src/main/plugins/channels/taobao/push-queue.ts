import { repeatable } from '#main/plugins/channels/call-failures.ts';
import { parseJson } from '#main/lib/http-json.ts';
import { sliceElements } from '#main/lib/http-json-slices.ts';
import type { QueuedPush } from '#main/plugins/channels/channel-pushes.ts';
import { readTop, writeTop } from '#main/plugins/channels/taobao/call.ts';
import { TmcMessages } from '#main/plugins/channels/taobao/schemas.ts';
import type { TaobaoContext } from '#main/plugins/channels/taobao/schemas.ts';
import { TOP_OFFSET_MINUTES } from '#main/plugins/channels/taobao/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { parseFixedOffset } from '#shared/model/time.ts';
import { z } from 'zod';

const CONSUME = 'taobao.tmc.messages.consume';
const MOST_PER_CALL = 200;
/** For example `taobao_refund_RefundCreated`. */
const REFUND_TOPICS = 'taobao_refund_';

const Content = z.object({ tid: z.union([z.string(), z.number()]).transform(String) });

/** The order that a message names in its content, which is JSON inside it; null where it names none. */
export function orderOfMessage(content: string): string | null {
  return Content.safeParse(parseJson(content)).data?.tid ?? null;
}

export function tellsRefund(topic: string): boolean {
  return topic.startsWith(REFUND_TOPICS);
}

/** Takes up to 200 messages; TOP offers them again until they are confirmed. Their content is a hint: re-read the order. */
export async function drainTaobaoQueue(context: TaobaoContext): Promise<PluginResult<readonly QueuedPush[]>> {
  const reply = await readTop(context, {
    method: CONSUME,
    parameters: { quantity: String(MOST_PER_CALL) },
    answer: TmcMessages,
  });
  if (!reply.ok) return failed(reply.failure);
  const bytes = sliceElements(reply.body, ['tmc_messages_consume_response', 'messages', 'tmc_message']) ?? [];
  const pushes = (reply.value.messages?.tmc_message ?? []).map((message, index) => ({
    id: message.id,
    topic: message.topic,
    externalNumber: orderOfMessage(message.content),
    publishedAtMs: parseFixedOffset(message.pub_time, TOP_OFFSET_MINUTES),
    tellsRefund: tellsRefund(message.topic),
    seller: message.user_id || message.user_nick,
    payload: bytes[index] ?? new Uint8Array(),
  }));
  return succeeded(pushes);
}

/** Confirming twice does no harm, so an unclear confirmation may simply be repeated. */
export async function confirmTaobaoPushes(context: TaobaoContext, ids: readonly string[]): Promise<PluginResult<null>> {
  for (let start = 0; start < ids.length; start += MOST_PER_CALL) {
    const reply = await writeTop(context, {
      method: 'taobao.tmc.messages.confirm',
      parameters: { s_message_ids: ids.slice(start, start + MOST_PER_CALL).join(',') },
      answer: z.looseObject({}),
    });
    if (!reply.ok) return failed(repeatable(reply.failure));
  }
  return succeeded(null);
}
