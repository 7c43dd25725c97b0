import { parseJson } from '#main/lib/http-json.ts';
import { sliceElements } from '#main/lib/http-json-slices.ts';
import type { PushEvent, PushRequest, PushVerdict } from '#main/plugins/channels/channel-pushes.ts';
import type { DouyinContext } from '#main/plugins/channels/douyin/schemas.ts';
import { isEventSignedBy } from '#main/plugins/channels/douyin/sign.ts';
import { PUSH } from '#main/plugins/channels/douyin/units.ts';
import { Id, OptionalId, OptionalSecondsMs } from '#main/plugins/channels/wire-fields.ts';
import { z } from 'zod';

const Messages = z.array(z.object({ tag: Id, msg_id: OptionalId, data: z.unknown() })).min(1);

/** `data` is JSON inside the JSON; which members it has depends on the tag. */
const News = z.object({
  p_id: OptionalId,
  order_id: OptionalId,
  shop_order_id: OptionalId,
  shop_id: OptionalId,
  update_time: OptionalSecondsMs.catch(null),
  create_time: OptionalSecondsMs.catch(null),
});

/**
 * Checks a delivery over the exact bytes received, with the current and, after a change, the previous secret. It holds
 * several messages, each a hint only: the order is read again. Messages of no order (goods, the probe with tag 0) are
 * answered and kept nowhere. An app has one address for all its shops. Source: guide-docs/153/99.
 */
export function verifyDouyinPush(context: Pick<DouyinContext, 'credentials'>, request: PushRequest): PushVerdict {
  const { appKey, appSecret, previousAppSecret } = context.credentials;
  const signature = request.headers['event-sign'] ?? '';
  const secrets = [appSecret, previousAppSecret].filter((secret) => secret !== '');
  const isSigned = secrets.some((secret) => isEventSignedBy(appKey, request.body, secret, signature));
  if (!isSigned || (request.headers['app-id'] ?? appKey) !== appKey)
    return { ok: false, code: 'ERR_CHANNEL_SIGNATURE_INVALID', reason: 'event-sign does not match the body' };
  const messages = Messages.safeParse(parseJson(request.body));
  if (!messages.success)
    return { ok: false, code: 'ERR_CHANNEL_PUSH_UNREADABLE', reason: 'the body is no list of messages' };
  const bytes = sliceElements(request.body, []) ?? [];
  const events = messages.data.flatMap((message, index) => {
    const payload = bytes[index] ?? request.body;
    const event = toEvent(message, payload);
    return event ? [event] : [];
  });
  return { ok: true, events, answer: PUSH.answer };
}

function toEvent(message: z.infer<typeof Messages>[number], payload: Uint8Array): PushEvent | null {
  if (message.tag === PUSH.probeTag) return null;
  const data: unknown = typeof message.data === 'string' ? parseJson(message.data) : message.data;
  const news = News.safeParse(data);
  if (!news.success) return null;
  const { p_id: parent, order_id: order, shop_order_id: shopOrder, shop_id: shop } = news.data;
  const externalNumber = parent || shopOrder || order;
  if (externalNumber === '') return null;
  return {
    // Without an id of its own, the message is known by what it says.
    deliveryId:
      message.msg_id || `${message.tag}:${externalNumber}:${news.data.update_time ?? news.data.create_time ?? ''}`,
    topic: message.tag,
    externalNumber,
    triggeredAtMs: news.data.update_time ?? news.data.create_time,
    message: null,
    seller: shop || null,
    payload,
  };
}
