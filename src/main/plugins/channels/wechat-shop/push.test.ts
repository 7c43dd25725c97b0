import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import { verifyWechatPush } from '#main/plugins/channels/wechat-shop/push.ts';
import { decryptPush, isSignedWith } from '#main/plugins/channels/wechat-shop/push-cipher.ts';
import { WechatShopCredentials } from '#main/plugins/channels/wechat-shop/schemas.ts';

/** Published by the platform. */
const OFFICIAL = {
  token: 'QDG6eK',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiveId: 'wx5823bf96d3bd56c7',
  timestamp: '1409659589',
  nonce: '263014780',
  echo: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
  signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
  plain: '1616140317555161061',
};

const credentials = (keys: object = {}) => ({
  credentials: WechatShopCredentials.parse({
    appId: OFFICIAL.receiveId,
    appSecret: 's',
    pushToken: OFFICIAL.token,
    encodingAesKey: OFFICIAL.encodingAesKey,
    ...keys,
  }),
});
const QUERY = { timestamp: OFFICIAL.timestamp, nonce: OFFICIAL.nonce };
const ofAddress = (query: Record<string, string>): PushRequest => ({
  method: 'GET',
  query: { ...QUERY, ...query },
  headers: {},
  body: new Uint8Array(),
});
const clearSignature = createHash('sha1')
  .update([OFFICIAL.token, OFFICIAL.timestamp, OFFICIAL.nonce].toSorted().join(''))
  .digest('hex');

it('signs and opens as published', () => {
  const { token, timestamp, nonce, echo, signature } = OFFICIAL;
  expect(isSignedWith([token, timestamp, nonce, echo], signature)).toBe(true);
  expect(isSignedWith([token, timestamp, nonce, `${echo} `], signature)).toBe(false);
  expect(decryptPush(echo, OFFICIAL.encodingAesKey, OFFICIAL.receiveId)?.toString()).toBe(OFFICIAL.plain);
});

it.each([
  ['for somebody else', OFFICIAL.echo, OFFICIAL.encodingAesKey, 'wx0000000000000000'],
  ['with another key', OFFICIAL.echo, 'k'.repeat(43), OFFICIAL.receiveId],
  ['with a key too short', OFFICIAL.echo, 'short', OFFICIAL.receiveId],
  ['cut off', OFFICIAL.echo.slice(0, 40), OFFICIAL.encodingAesKey, OFFICIAL.receiveId],
  ['empty', '', OFFICIAL.encodingAesKey, OFFICIAL.receiveId],
])('opens nothing that is %s', (_name, sealed, key, receiveId) => {
  expect(decryptPush(sealed, key, receiveId)).toBeNull();
});

it('echoes the text of the address check, sealed or clear, and only when it is signed', () => {
  const sealed = ofAddress({ echostr: OFFICIAL.echo, msg_signature: OFFICIAL.signature });
  const clear = ofAddress({ echostr: '12345', signature: clearSignature });
  const answer = (body: string) => ({ ok: true, events: [], answer: { contentType: 'text/plain', body } });
  expect(verifyWechatPush(credentials(), sealed)).toEqual(answer(OFFICIAL.plain));
  expect(verifyWechatPush(credentials(), clear)).toEqual(answer('12345'));
  const other = credentials({ pushToken: 'other' });
  for (const request of [sealed, clear])
    expect(verifyWechatPush(other, request)).toMatchObject({ code: 'ERR_CHANNEL_SIGNATURE_INVALID' });
  expect(verifyWechatPush(credentials({ pushToken: '' }), clear)).toMatchObject({ ok: false });
});

it('takes a message in clear only where no key for encrypted ones is set', () => {
  const message =
    '{"CreateTime":1662480000,"Event":"channels_ec_order_pay","order_info":{"order_id":3705115058471208928}}';
  const request: PushRequest = {
    method: 'POST',
    query: { ...QUERY, signature: clearSignature },
    headers: {},
    body: Buffer.from(message),
  };
  expect(verifyWechatPush(credentials(), request)).toMatchObject({ code: 'ERR_CHANNEL_SIGNATURE_INVALID' });
  expect(verifyWechatPush(credentials({ encodingAesKey: '' }), request)).toMatchObject({
    ok: true,
    events: [
      {
        deliveryId: 'channels_ec_order_pay:3705115058471208928:1662480000:',
        externalNumber: '3705115058471208928',
        triggeredAtMs: 1_662_480_000_000,
      },
    ],
    answer: { contentType: 'text/plain', body: 'success' },
  });
  const ofGoods = { ...request, body: Buffer.from('{"Event":"product_spu_listing"}') };
  expect(verifyWechatPush(credentials({ encodingAesKey: '' }), ofGoods)).toMatchObject({ ok: true, events: [] });
  const xml = { ...request, body: Buffer.from('<xml/>') };
  expect(verifyWechatPush(credentials({ encodingAesKey: '' }), xml)).toMatchObject({
    code: 'ERR_CHANNEL_PUSH_UNREADABLE',
  });
});
