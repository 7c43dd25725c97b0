import { afterEach, beforeEach, expect, it } from 'vitest';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import type { NodeHttpClient } from '#main/lib/http-node-client.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import { readJdCiphertext } from '#main/plugins/channels/jd/ciphertext.ts';
import { jdConnector } from '#main/plugins/channels/jd/jd-connector.ts';
import type { JdSimOrder } from '#main/simulators/jd/jd-order.ts';
import { startJdSimulator } from '#main/simulators/jd/jd-simulator.ts';
import type { JdSimulator } from '#main/simulators/jd/jd-simulator.ts';

let shop: JdSimulator;
let http: NodeHttpClient;
const clock = { nowMs: () => Date.now() };

beforeEach(async () => {
  shop = await startJdSimulator({ clock });
  http = createNodeHttpClient({ clock });
});
afterEach(async () => {
  http.close();
  await shop.close();
});

const context = () => ({
  config: jdConnector.configSchema.parse({ gatewayUrl: shop.gatewayUrl, tokenUrl: shop.tokenUrl }),
  credentials: jdConnector.credentialsSchema.parse({
    appKey: shop.appKey,
    appSecret: shop.appSecret,
    accessToken: shop.access.accessToken,
  }),
  currency: 'CNY',
  http,
  openSocket: openJsonSocket,
  clock,
  signal: new AbortController().signal,
});
const reveal = (order: JdSimOrder) =>
  jdConnector.decryptRecipient?.(context(), { externalNumber: order.orderId, handle: null });
function addOrder(isSealed: boolean): JdSimOrder {
  const order = shop.orders.addOne({ situation: 'paid' });
  return shop.orders.change(order.orderId, (each) => void (each.isSealed = isSealed));
}

it('opens the texts of JD in both of their forms, whoever the orders go to', async () => {
  const orders = Array.from({ length: 12 }, () => addOrder(true));
  for (const order of orders) {
    const { name, mobile, address } = order.receiver;
    expect(await reveal(order)).toMatchObject({ value: { name, phone: mobile, street: address } });
  }
});

it('stores nothing in clear: an order is read as sealed, with its ciphertexts as the handle', async () => {
  const order = addOrder(true);
  const fetched = await jdConnector.fetchOrder(context(), order.orderId);
  const payload = fetched.ok ? fetched.value?.payload : null;
  if (!payload) throw new Error('not fetched');
  const reading = jdConnector.readOrder(payload, { currency: 'CNY', statusMap: jdConnector.statusMap });
  expect(reading).toMatchObject({
    ok: true,
    draft: { recipient: { name: '', phone: '', street: '', isMasked: true } },
  });
  expect(Buffer.from(payload).toString('utf8')).not.toContain(order.receiver.name);
});

it('says that a mask cannot be opened, and asks for no key', async () => {
  const outcome = await reveal(addOrder(false));
  expect(outcome).toMatchObject({ failure: { kind: 'refused', code: 'ERR_CHANNEL_RECIPIENT_MASK_ONLY' } });
  expect(shop.requests.count('jingdong.jos.voucher.info.get')).toBe(0);
});

it('tells why it gets no keys', async () => {
  const order = addOrder(true);
  shop.faults.switchOn({ kind: 'error-body', operation: 'jingdong.jos.master.key.get', code: '67', message: '无权限' });
  expect(await reveal(order)).toMatchObject({ failure: { kind: 'refused', vendorCode: '67', vendorText: '无权限' } });
});

it.each([
  '',
  '张**',
  '138****0000',
  'AAQ=',
  Buffer.alloc(50, 7).toString('base64'),
  Buffer.from([1, 0, 16]).toString('base64'),
])('takes %j for no ciphertext', (text) => expect(readJdCiphertext(text)).toBeNull());
