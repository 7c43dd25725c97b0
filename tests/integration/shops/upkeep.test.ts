import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHANNELS } from '#main/app/registries.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import { createHttpGuard } from '#main/lib/http-guard.ts';
import { createRateLimiter } from '#main/lib/http-rate-limiter.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { pullRefunds } from '#main/usecases/aftersales/pull-refunds.ts';
import { findOrders } from '#main/usecases/orders/find-orders.ts';
import { readOrderDetail } from '#main/usecases/orders/read-order-detail.ts';
import { authorisePage, exchangeCode } from '#main/usecases/shops/authorise-shop.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { revealRecipient } from '#main/usecases/orders/reveal-recipient.ts';
import { createPendingAuthorisations } from '#main/usecases/shops/pending-authorisations.ts';
import { pullShop } from '#main/usecases/shops/pull-shop.ts';
import { refreshAccess } from '#main/usecases/shops/refresh-access.ts';
import { pushStock } from '#main/usecases/stock/push-stock.ts';
import { readListings, readListingsState } from '#main/usecases/stock/read-listings.ts';
import { makeAllDue } from '#main/usecases/stock/stock-push-due.ts';
import { readStockPush } from '#main/usecases/stock/stock-push-state.ts';
import type { ChannelBed, StartChannelBed } from '#tests/contract/connectors/channel-bed.ts';
import { startDouyinBed } from '#tests/contract/connectors/douyin-bed.ts';
import { startJdBed } from '#tests/contract/connectors/jd-bed.ts';
import { startPinduoduoBed } from '#tests/contract/connectors/pinduoduo-bed.ts';
import { startShopifyBed } from '#tests/contract/connectors/shopify-bed.ts';
import { startTaobaoBed } from '#tests/contract/connectors/taobao-bed.ts';
import { startWechatShopBed } from '#tests/contract/connectors/wechat-shop-bed.ts';
import { startWoocommerceBed } from '#tests/contract/connectors/woocommerce-bed.ts';
import { startXiaohongshuBed } from '#tests/contract/connectors/xiaohongshu-bed.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { SYSTEM_ACT, openUseCaseBed } from '#tests/support/use-case-bed.ts';

const BEDS: readonly (readonly [channelId: string, start: StartChannelBed])[] = [
  ['taobao', startTaobaoBed],
  ['jd', startJdBed],
  ['pinduoduo', startPinduoduoBed],
  ['douyin', startDouyinBed],
  ['xiaohongshu', startXiaohongshuBed],
  ['wechat-shop', startWechatShopBed],
  ['shopify', startShopifyBed],
  ['woocommerce', startWoocommerceBed],
];

/** Connector, use cases and database of one shop, against the platform's simulator over real sockets. */
describe.each(BEDS)('the upkeep of a shop at %s', (channelId, startBed) => {
  const connector = CHANNELS.find(channelId) ?? fail(`no channel ${channelId}`);
  const { signal } = new AbortController();
  let platform: ChannelBed;
  let bed: ReturnType<typeof openUseCaseBed>;
  beforeEach(async () => {
    platform = await startBed();
    bed = openUseCaseBed();
    passTime();
  });
  afterEach(async () => {
    bed.close();
    await platform.close();
  });

  /** The platform lives now, and so does everything that is stored of it. */
  const passTime = () => void (bed.clock.atMs = Date.now());
  const shop = (change: Partial<ChannelContext> = {}) => {
    const context = platform.context();
    return connectedShop(connector, { ...context, ...change }, { channelId, currency: context.currency });
  };
  const detail = (number: string) => readOrderDetail(bed.context.read, bed.order(number)?.id ?? '');

  it('brings an after-sales case in and shows it on its order', async () => {
    const [number = '', other = ''] = platform.addPaidOrders(2);
    passTime();
    await untilNow(() => pullShop(bed.context, SYSTEM_ACT, shop(), signal));
    const refundNumber = platform.upkeep?.openRefund?.(number) ?? fail('no refunds');
    passTime();
    await untilNow(() => pullRefunds(bed.context, SYSTEM_ACT, shop(), signal));
    const known = detail(number).cases.find((each) => each.refundNumber === refundNumber);
    expect(known).toMatchObject({ currency: shop().currency });
    expect(known?.amountMinor).toBeGreaterThan(0);
    expect(detail(number).afterSales).not.toBe('none');
    expect(detail(other).cases).toEqual([]);
    expect(findOrders(bed.context.read, refundNumber).map((match) => match.order.displayNumber)).toEqual([
      detail(number).displayNumber,
    ]);
  });

  it('keeps a masked recipient as it came, and shows it in clear to a person with a reason, who is written down', async () => {
    const [number = ''] = platform.addPaidOrders(1);
    passTime();
    await untilNow(() => pullShop(bed.context, SYSTEM_ACT, shop(), signal));
    const order = detail(number);
    const stored = readRecipient(bed.context.read, order.id);
    const handle = bed.context.read
      .pluck<[string], string | null>('SELECT recipient_handle FROM orders WHERE id = ?')
      .get(order.id);
    const asked = { orderId: order.id, reason: 'the carrier asks' };
    const shown = await revealRecipient(bed.context, () => shop(), SYSTEM_ACT, asked);
    expect(bed.eventTypes(order.id).filter((type) => type === 'order.revealed')).toHaveLength(1);
    expect(readRecipient(bed.context.read, order.id)).toEqual(stored);
    if (connector.decryptRecipient) {
      expect(stored.isMasked).toBe(true);
      expect(shown).toMatchObject({ isMasked: false, province: stored.province });
      expect([shown.name, shown.phone, shown.street].join('')).not.toMatch(/[*~]/);
      expect(JSON.stringify(detail(number))).not.toContain(shown.name);
    } else {
      expect(shown).toEqual(stored);
    }
    // What the platform masks it gives a handle for, which its waybill service takes.
    expect(handle !== null).toBe(stored.isMasked);
  });

  it('adds up every order to the cent', async () => {
    const numbers = platform.addPaidOrders(6);
    passTime();
    await untilNow(() => pullShop(bed.context, SYSTEM_ACT, shop(), signal));
    for (const number of numbers) {
      const { amounts, unitCount } = detail(number);
      // WooCommerce tells the price of a line and no price of a unit, which is rounded here.
      const rounding = channelId === 'woocommerce' ? unitCount : 0;
      expect(Math.abs(amounts?.differenceMinor ?? Number.NaN)).toBeLessThanOrEqual(rounding);
    }
  });

  it('tells the stock of a SKU that was never sold there', async () => {
    const skuId = bed.addSku('MUG-BLK', 7);
    bed.context.db.transaction((tx) => {
      tx.prepare("UPDATE shops SET pushes_stock = 1 WHERE id = 's1'").run();
      makeAllDue(tx, 's1');
    });
    if (connector.pullListings) {
      // Known by the platform's own ids alone: refused until its list of goods was read, unless the code will do.
      expect(await pushStock(bed.context, shop(), signal)).toBeNull();
      expect(await readListings(bed.context, shop(), signal)).toBeNull();
      const state = readListingsState(bed.context.read, shop());
      expect(state).toMatchObject({ listedCount: 200, unknownCount: 199, problem: null });
      expect(state?.readAtMs).toBe(bed.clock.atMs);
    }
    expect(await pushStock(bed.context, shop(), signal)).toBeNull();
    expect(readStockPush(bed.context.read, 's1')).toMatchObject({ waiting: 0, pushed: 1, refused: [] });
    expect(platform.upkeep?.stockOf?.('MUG-BLK')).toBe(7);
    expect(bed.level(skuId)).toMatchObject({ on_hand: 7 });
  });

  it.runIf(connector.refreshCredentials)(
    'renews its access ahead of the end and goes on with the new one',
    async () => {
      const ending = platform.upkeep?.endingCredentials?.() ?? fail('no credentials that end');
      let stored = connector.credentialsSchema.parse(ending);
      const services = {
        saveCredentials(tx: WriteTx, _shopId: string, credentials: unknown) {
          stored = connector.credentialsSchema.parse(credentials);
          tx.prepare<[number]>(
            "INSERT OR REPLACE INTO secrets (name, box, updated_at_ms) VALUES ('shop:s1', x'00', ?)",
          ).run(bed.clock.atMs);
        },
      };
      expect(await refreshAccess(bed.context, services, SYSTEM_ACT, shop({ credentials: stored }), signal)).toBeNull();
      const term = connector.accessTerm?.(stored);
      expect(term?.accessUntilMs).toBeGreaterThan(bed.clock.atMs + 30 * 60_000);
      expect(await connector.testConnection(shop({ credentials: stored }).channelContext())).toMatchObject({
        ok: true,
      });
      // A second turn finds nothing due.
      const after = stored;
      await refreshAccess(bed.context, services, SYSTEM_ACT, shop({ credentials: stored }), signal);
      expect(stored).toBe(after);
    },
  );

  it.runIf(connector.authorisation)('is let in by the code of the page on which its seller agreed, once', async () => {
    const context = platform.context();
    const services = {
      findChannel: () => connector,
      trialContext: (config: unknown, credentials: unknown) => ({ ...context, config, credentials }),
      authorisations: createPendingAuthorisations(bed.clock),
      storedCredentials: () => ({}),
      saveCredentials: () => fail('nothing is stored of a shop that is not connected'),
    };
    const tokenField = connector.authorisation?.tokenField ?? '';
    const credentials = { ...(context.credentials as Readonly<Record<string, unknown>>), [tokenField]: '' };
    const config = context.config as Readonly<Record<string, unknown>>;
    const asked = { channelId, shopId: null, config, credentials, redirectUri: 'https://packbench.test/back' };
    const { address, state } = authorisePage(services, asked);
    expect(new URL(address).protocol).toBe('https:');
    expect(new URL(address).searchParams.get('state')).toBe(state);
    const handed = (await platform.upkeep?.authorise?.(address)) ?? fail('nobody agrees');
    const sentTo = handed.startsWith('https:') ? handed : `https://packbench.test/back?code=${handed}&state=${state}`;
    const exchange = (answer: string, of = state) =>
      exchangeCode(bed.context, services, SYSTEM_ACT, { ...asked, state: of, answer });
    const refused = { code: 'ERR_CHANNEL_AUTHORISE_ANSWER', data: { reason: 'other_state' } };
    await expect(exchange(sentTo.replace(state, 'other'))).rejects.toMatchObject(refused);
    await expect(exchange(sentTo, 'never asked')).rejects.toMatchObject(refused);
    const got = await exchange(sentTo);
    const renewed = shop({ credentials: connector.credentialsSchema.parse(got) }).channelContext();
    expect(await connector.testConnection(renewed)).toMatchObject({ ok: true });
    expect(connector.accessTerm?.(renewed.credentials)?.accessUntilMs).toBeGreaterThan(bed.clock.atMs);
    await expect(exchange(sentTo)).rejects.toMatchObject(refused);
    // The platform as well takes each code once.
    const again = await connector.authorisation?.exchange(
      context,
      new URL(sentTo).searchParams.get('code') ?? '',
      asked.redirectUri,
    );
    expect(again).toMatchObject({ ok: false, failure: { kind: expect.stringMatching(/^(auth|refused)$/) } });
  });

  it('shares its budget between jobs, and shows what is left of it', async () => {
    const rules = connector.rateLimits ?? [];
    const context = platform.context();
    const standing = { nowMs: () => bed.clock.atMs };
    const limiter = createRateLimiter(standing, () => Promise.resolve(true));
    const guard = createHttpGuard(context.http, limiter, standing);
    const ofOneJob = shop({ http: guard.client('s1', rules) });
    const ofAnother = shop({ http: guard.client('s1', rules) });
    const before = guard.budgets('s1', rules);
    await connector.testConnection(ofOneJob.channelContext());
    await connector.testConnection(ofAnother.channelContext());
    const after = guard.budgets('s1', rules);
    expect(after).toHaveLength(rules.length);
    expect(before.every(({ left, burst }) => left === burst)).toBe(true);
    const whole = rules.findIndex(({ operation }) => operation === '*');
    if (whole >= 0) expect(after[whole]?.left).toBeLessThan(before[whole]?.left ?? 0);
  });
});

/** A first reading looks a week back, a day at a time. */
async function untilNow(read: () => Promise<{ more: boolean; failure: unknown; parked: number }>): Promise<void> {
  for (;;) {
    const { more, failure, parked } = await read();
    expect({ failure, parked }).toEqual({ failure: null, parked: 0 });
    if (!more) return;
  }
}

function fail(why: string): never {
  throw new Error(why);
}
