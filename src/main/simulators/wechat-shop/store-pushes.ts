import { createCipheriv, createHash } from 'node:crypto';
import { withFlippedBit } from '../kit/push-queue.ts';
import type { ComposeOptions, ComposedPush, PushNews } from '../kit/push-queue.ts';
import { writeWireJson } from '../kit/wire-json.ts';

export interface PushKeys {
  readonly token: string;
  readonly encodingAesKey: string;
}

/** Reference C6, step 1. */
export function pushSignature(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort((left, right) => (left < right ? -1 : 1)).join(''))
    .digest('hex');
}

/** Reference C6, steps 2 and 3: random, length, message, receiver; padded to blocks of 32. */
export function sealPush(message: string, encodingAesKey: string, appId: string, random: string): string {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  const content = Buffer.from(message, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const plain = Buffer.concat([Buffer.from(random.slice(0, 16)), length, content, Buffer.from(appId)]);
  const padding = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])),
    cipher.final(),
  ]).toString('base64');
}

/** One event per delivery; encrypted, signed over the encrypted text. */
export function composeStorePush(
  news: PushNews,
  identity: { readonly appId: string; readonly random: string; keys(which: 'current' | 'previous'): PushKeys },
  options: ComposeOptions = {},
): ComposedPush {
  const { token, encodingAesKey } = identity.keys(options.signedWith ?? 'current');
  const message = writeWireJson({
    ToUserName: 'gh_simulated',
    FromUserName: 'simulated-buyer',
    CreateTime: Math.floor(news.atMs / 1000),
    MsgType: 'event',
    Event: news.topic,
    // Bare numbers of 18 digits and more.
    ...(news.topic === 'channels_ec_aftersale_update'
      ? {
          finder_shop_aftersale_status_update: {
            status: 'MERCHANT_PROCESSING',
            after_sale_order_id: '1',
            order_id: BigInt(news.externalNumber),
          },
        }
      : { order_info: { order_id: BigInt(news.externalNumber) } }),
  });
  const encrypted = sealPush(message, encodingAesKey, identity.appId, identity.random);
  const timestamp = String(Math.floor(news.atMs / 1000));
  const nonce = identity.random.slice(0, 10);
  const body = Buffer.from(writeWireJson({ ToUserName: 'gh_simulated', Encrypt: encrypted }));
  return {
    query: {
      signature: pushSignature(token, timestamp, nonce),
      timestamp,
      nonce,
      encrypt_type: 'aes',
      msg_signature: pushSignature(token, timestamp, nonce, encrypted),
    },
    headers: { 'content-type': 'application/json' },
    body: options.flipByte ? withFlippedBit(body) : body,
  };
}
