import { expect, it } from 'vitest';
import { CHANNELS } from '#main/app/registries.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { createControlCenter } from '#main/simulators/control/control-center.ts';
import { SIMULATED_PLATFORMS } from '#main/simulators/control/simulated-shop.ts';
import { startSimulatedShop } from '#main/simulators/control/start-simulated-shop.ts';
import { createPassingClock } from '#main/simulators/kit/simulator-clock.ts';

const clock = { nowMs: () => Date.now() };
/** What the platform calls an order whose parcel has arrived, in our words. */
const ARRIVED = {
  taobao: 'completed',
  pinduoduo: 'delivered',
  douyin: 'completed',
  jd: 'completed',
  'wechat-shop': 'completed',
} as const;
const HOUR_MS = 3_600_000;

it('parcels arrive at every platform that tells of it', async () => {
  const shops = await Promise.all(
    SIMULATED_PLATFORMS.map((platform) => startSimulatedShop(platform, { clock, seed: 1 })),
  );
  const told = shops.filter(({ inTime }) => inTime.receive).map(({ platform }) => platform);
  await Promise.all(shops.map((shop) => shop.close()));
  expect(told.toSorted()).toEqual(Object.keys(ARRIVED).toSorted());
});

it.each(Object.entries(ARRIVED))(
  'a parcel that was reported to %s arrives within three days, and makes the order %s',
  async (name, arrived) => {
    const platform = SIMULATED_PLATFORMS.find((each) => each === name) ?? expect.fail(name);
    const connector = CHANNELS.find(platform) ?? expect.fail(name);
    const life = createPassingClock(clock);
    const shop = await startSimulatedShop(platform, { clock, lifeClock: life, seed: 6 });
    const http = createNodeHttpClient({ clock });
    const center = createControlCenter([shop], life);
    const pass = async (hours: number): Promise<void> => {
      life.pass(hours * HOUR_MS);
      await center.passed(hours * HOUR_MS);
    };
    const { config, credentials } = shop.access();
    const context = {
      config: connector.configSchema.parse(config),
      credentials: connector.credentialsSchema.parse(credentials),
      currency: shop.currency,
      http,
      openSocket: () => Promise.reject(new Error('no line is needed')),
      clock,
      signal: new AbortController().signal,
    };
    const stateOf = async (number: string) => {
      const fetched = await connector.fetchOrder(context, number);
      const message = fetched.ok && fetched.value ? fetched.value : expect.fail(JSON.stringify(fetched));
      const reading = connector.readOrder(message.payload, { currency: shop.currency, statusMap: connector.statusMap });
      return reading.ok ? reading.draft.fulfilment : reading.code;
    };
    try {
      const [sent = '', kept = ''] = shop.addOrders(2, { situation: 'paid' });
      const parcel = { requestKey: 'r1', carrierId: 'sf-express', trackingNumber: 'SF1040275268927', lines: [] };
      const report = { ...parcel, externalNumber: sent, platformData: {} };
      expect(await connector.confirmShipment(context, report)).toMatchObject({ ok: true });
      expect(await stateOf(sent)).toBe('shipped');
      await pass(72);
      expect(await stateOf(sent)).toBe(arrived);
      expect(await stateOf(kept)).not.toBe(arrived);
      // What has arrived does not arrive once more.
      const settled = shop.books.paidOrder(sent);
      await pass(72);
      expect(shop.books.paidOrder(sent)).toEqual(settled);
    } finally {
      http.close();
      await shop.close();
    }
  },
);
