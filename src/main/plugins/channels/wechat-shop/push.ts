import { parseJson } from '#main/lib/http-json.ts';
import type { PushAnswer, PushRequest, PushVerdict } from '#main/plugins/channels/channel-pushes.ts';
import { Id, SecondsMs, Text } from '#main/plugins/channels/wire-fields.ts';
import { decryptPush, isSignedWith } from '#main/plugins/channels/wechat-shop/push-cipher.ts';
import type { WechatShopContext } from '#main/plugins/channels/wechat-shop/schemas.ts';
import { z } from 'zod';

/** What WeChat wants to hear of a message. */
export const PUSH_SUCCESS: PushAnswer = { contentType: 'text/plain', body: 'success' };

const Sealed = z.object({ Encrypt: z.string().min(1) });
const News = z.object({
  FromUserName: Text,
  CreateTime: SecondsMs,
  Event: z.string().min(1),
  order_info: z.object({ order_id: Id }).optional(),
  /** Of news about an after-sales case. */
  finder_shop_aftersale_status_update: z.object({ order_id: Id, after_sale_order_id: Id, status: Text }).optional(),
});

interface Keys {
  readonly token: string;
  readonly aesKey: string;
}

/**
 * Checks a delivery or the proof of the address. Messages are encrypted, signed over the encrypted text, and meant for the
 * shop's own app id; what they tell is a hint only, the order is read again. Without an EncodingAESKey messages come in
 * clear, and their signature does not cover them. The format must be set to JSON in WeChat's console.
 */
export function verifyWechatPush(context: Pick<WechatShopContext, 'credentials'>, request: PushRequest): PushVerdict {
  const { pushToken, encodingAesKey, previousPushToken, previousEncodingAesKey, appId } = context.credentials;
  const all: readonly Keys[] = [
    { token: pushToken, aesKey: encodingAesKey },
    { token: previousPushToken, aesKey: previousEncodingAesKey },
  ];
  const keys = all.filter(({ token }) => token !== '');
  return request.method === 'GET' ? proveAddress(request, keys, appId) : readDelivery(request, keys, appId);
}

/** The text to be echoed is clear, or sealed like a message. */
function proveAddress(request: PushRequest, keys: readonly Keys[], appId: string): PushVerdict {
  const echo = request.query['echostr'] ?? '';
  const sealed = keys.find(({ token }) => isSealSigned(request, token, echo));
  const plain = sealed ? decryptPush(echo, sealed.aesKey, appId)?.toString('utf8') : undefined;
  const text = plain ?? (keys.some(({ token }) => isQuerySigned(request, token)) ? echo : undefined);
  if (text === undefined) return refused('the signature of the address check does not match');
  return { ok: true, events: [], answer: { contentType: 'text/plain', body: text } };
}

function readDelivery(request: PushRequest, keys: readonly Keys[], appId: string): PushVerdict {
  const sealed = Sealed.safeParse(parseJson(request.body));
  if (!sealed.success) {
    const isPlain = keys.some(({ token, aesKey }) => aesKey === '' && isQuerySigned(request, token));
    return isPlain ? toVerdict(request.body) : refused('the message is not encrypted');
  }
  const { Encrypt: encrypted } = sealed.data;
  const matching = keys.find(({ token }) => isSealSigned(request, token, encrypted));
  if (!matching) return refused('msg_signature does not match the message');
  const message = decryptPush(encrypted, matching.aesKey, appId);
  return message
    ? toVerdict(message)
    : unreadable('the message cannot be decrypted with this EncodingAESKey and app id');
}

/** News of no order (goods, the shop itself) are answered and kept nowhere. */
function toVerdict(message: Uint8Array): PushVerdict {
  const json = parseJson(message);
  if (typeof json !== 'object' || json === null) return unreadable('the message is no JSON: set the format to JSON');
  const news = News.safeParse(json);
  if (!news.success) return { ok: true, events: [], answer: PUSH_SUCCESS };
  const { FromUserName: from, CreateTime: triggeredAtMs, Event: topic, order_info: order } = news.data;
  const sale = news.data.finder_shop_aftersale_status_update;
  const externalNumber = order?.order_id ?? sale?.order_id;
  if (externalNumber === undefined) return { ok: true, events: [], answer: PUSH_SUCCESS };
  const event = {
    // Events have no id: who, what and when names them.
    deliveryId: `${topic}:${externalNumber}:${triggeredAtMs / 1000}:${from}${sale ? `:${sale.after_sale_order_id}:${sale.status}` : ''}`,
    topic,
    externalNumber,
    tellsRefund: sale !== undefined,
    triggeredAtMs,
    message: null,
    payload: message,
  };
  return { ok: true, events: [event], answer: PUSH_SUCCESS };
}

function isSealSigned(request: PushRequest, token: string, encrypted: string): boolean {
  const { timestamp = '', nonce = '', msg_signature: signature = '' } = request.query;
  return isSignedWith([token, timestamp, nonce, encrypted], signature);
}

function isQuerySigned(request: PushRequest, token: string): boolean {
  const { timestamp = '', nonce = '', signature = '' } = request.query;
  return isSignedWith([token, timestamp, nonce], signature);
}

function refused(reason: string): PushVerdict {
  return { ok: false, code: 'ERR_CHANNEL_SIGNATURE_INVALID', reason };
}

function unreadable(reason: string): PushVerdict {
  return { ok: false, code: 'ERR_CHANNEL_PUSH_UNREADABLE', reason };
}
