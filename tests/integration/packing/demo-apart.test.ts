import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCarrierAccess, createSenderOf } from '#main/app/choose-carrier.ts';
import { DEMO_SENDER } from '#main/app/connect-demo.ts';
import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import { openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';
import { TEST_ACT } from '#tests/support/test-context.ts';

const SEALER = { seal: () => new Uint8Array(), open: () => '' };
const HERE = '{"gatewayUrl":"http://127.0.0.1:41000/rest"}';

describe('a demo store beside what is real', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('SKU-1', 5);
    bed.intake([paidDraft('T1', 'SKU-1', 1)]);
  });
  afterEach(() => bed.close());

  function given(
    carrier: { name: string; config: string },
    shop: { name: string; channel: string; config: string },
  ): void {
    bed.context.db.transaction((tx) => {
      tx.prepare<[string, string]>(
        "INSERT INTO carrier_accounts (id, carrier_id, name, config_json, service_code, created_at_ms) VALUES ('c1', 'sf-express', ?, ?, '1', 0)",
      ).run(carrier.name, carrier.config);
      tx.prepare<[string, string, string]>('UPDATE shops SET name = ?, channel_id = ?, config_json = ?').run(
        shop.name,
        shop.channel,
        shop.config,
      );
    });
  }
  const orderId = () => bed.context.read.pluck<[], string>('SELECT id FROM orders').get() ?? '';
  const choose = () =>
    createCarrierAccess(bed.context, SEALER, { send: () => Promise.reject(new Error('nobody is asked')) }).choose(
      orderId(),
    ).name;
  const DEMO_CARRIER = { name: 'SF Express (demo)', config: HERE };
  const REAL_CARRIER = { name: 'SF', config: '{}' };

  it('a real shop is never told a number of the simulated carrier', () => {
    given(DEMO_CARRIER, { name: 'Tea house', channel: 'taobao', config: '{}' });
    expect(choose).toThrow('ERR_CARRIER_OF_DEMO');
  });

  it.each([
    { name: '演示店 · 淘宝', channel: 'taobao', config: HERE },
    { name: 'From a simulator', channel: 'taobao', config: HERE },
    { name: 'Order files', channel: 'file', config: '{}' },
  ])('orders that no platform waits for may be tried out with it: $name', (shop) => {
    given(DEMO_CARRIER, shop);
    expect(choose()).toBe(DEMO_CARRIER.name);
  });

  it('no real waybill is bought for an invented order', () => {
    given(REAL_CARRIER, { name: 'Demo store · Shopify', channel: 'shopify', config: HERE });
    expect(choose).toThrow('ERR_CARRIER_ORDER_OF_DEMO');
  });

  it("the demo store's sender is not printed once the carrier is a real one", () => {
    setSetting(bed.context, { name: 'senderAddress', value: DEMO_SENDER, version: 0 }, TEST_ACT);
    const sender = () => createSenderOf(bed.context)('w1').name;
    expect(sender()).toBe(DEMO_SENDER.name);
    given(REAL_CARRIER, { name: 'Tea house', channel: 'taobao', config: '{}' });
    expect(sender).toThrow('ERR_STOCK_SENDER_OF_DEMO');
    setSetting(
      bed.context,
      { name: 'senderAddress', value: { ...DEMO_SENDER, name: 'Tea house' }, version: 1 },
      TEST_ACT,
    );
    expect(sender()).toBe('Tea house');
  });
});
