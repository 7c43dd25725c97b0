import { withFlippedBit } from '../kit/push-queue.ts';
import type { ComposeOptions, ComposedPush, PushNews } from '../kit/push-queue.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import { eventSign } from './signature.ts';

export interface DouyinPushIdentity {
  readonly appKey: string;
  readonly shopId: string;
  secret(which: 'current' | 'previous'): string;
}

/** A delivery: a JSON array of messages whose `data` is JSON inside the JSON, signed as a whole. */
export function composeDouyinPush(
  news: readonly PushNews[],
  identity: DouyinPushIdentity,
  options: ComposeOptions = {},
): ComposedPush {
  const messages = news.map(({ id, topic, externalNumber, atMs }) => ({
    tag: topic,
    msg_id: id,
    data: topic === '0' ? '' : dataOf(externalNumber, identity.shopId, atMs),
  }));
  const signed = Buffer.from(writeWireJson(messages), 'utf8');
  const sign = eventSign(identity.appKey, signed, identity.secret(options.signedWith ?? 'current'));
  return {
    query: {},
    headers: { 'content-type': 'application/json', 'app-id': identity.appKey, 'event-sign': sign },
    body: options.flipByte ? withFlippedBit(signed) : signed,
  };
}

/** A hint only: the numbers, not the order. Ids are bare numbers. */
function dataOf(orderId: string, shopId: string, atMs: number): string {
  return writeWireJson({
    p_id: BigInt(orderId),
    s_ids: [BigInt(orderId)],
    shop_id: BigInt(shopId),
    update_time: Math.floor(atMs / 1000),
  });
}

/** What the platform wants to hear. */
export function isAcceptedByDouyin(status: number, body: string): boolean {
  return status === 200 && /^\{"code":0,"msg":"success"\}$/.test(body);
}
