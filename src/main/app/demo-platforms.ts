import { NAMES, connectShop, isNamed } from '#main/app/connect-demo.ts';
import type { DemoConnections, DemoName } from '#main/app/connect-demo.ts';
import type { DemoWorld } from '#main/app/demo-world.ts';
import { CHANNELS } from '#main/app/registries.ts';
import { HTTP_STARTERS } from '#main/plugins/channels/http-api/starters.ts';
import { createControlCenter } from '#main/simulators/control/control-center.ts';
import type { ControlCenter } from '#main/simulators/control/control-center.ts';
import { SIMULATED_PLATFORMS } from '#main/simulators/control/simulated-shop.ts';
import type { SimulatedPlatform, SimulatedShop } from '#main/simulators/control/simulated-shop.ts';
import { shopifyShop } from '#main/simulators/control/shops/shopify-shop.ts';
import { taobaoShop } from '#main/simulators/control/shops/taobao-shop.ts';
import { startSimulatedShop } from '#main/simulators/control/start-simulated-shop.ts';
import { realClock } from '#main/simulators/kit/simulator-clock.ts';
import type { PassingClock } from '#main/simulators/kit/simulator-clock.ts';
import type { Act } from '#main/usecases/actor.ts';
import { beginReading } from '#main/usecases/shops/begin-reading.ts';
import { disconnectShop } from '#main/usecases/shops/disconnect-shop.ts';
import { listShops, pullNow } from '#main/usecases/shops/manage-shops.ts';
import type { DemoPlatform, DemoShops } from '#shared/contract/demo-shops.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The platforms of the demo store: those that are always there, and those that somebody opened, with buyers who come by themselves. */
export interface DemoPlatforms {
  readonly center: ControlCenter;
  view(): DemoShops;
  /** Those that were opened, with the moment at which each was. */
  opened(): Readonly<Record<string, number>>;
  /**
   * Starts a platform with a few orders and connects it as a shop; harmless when it is so already. The same `bornAtMs` brings
   * the same orders. @throws AppError ERR_HOST_NOT_FOUND for a platform that does not exist
   */
  open(platform: string, bornAtMs?: number): Promise<void>;
  /** Ends a platform and disconnects its shop; its orders stay. @throws AppError ERR_HOST_NOT_FOUND for one that was not opened */
  close(act: Act, platform: string): Promise<void>;
  /** The seller lets this workstation in anew: access of before ends. Of built-in ones the caller tells the shop. */
  authorise(platform: string): void;
  /** A buyer orders at an opened platform and pays later; the order is fetched at once. */
  orderUnpaid(platform: SimulatedPlatform): void;
  /** Subscribes to pushes, where the host already knows its own address. */
  aimPushes(): void;
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
}

interface Opened {
  readonly shop: SimulatedShop;
  readonly bornAtMs: number;
}

const TICK_MS = 1_000;
const FIRST_ORDERS = 10;
const HOUR_MS = 3_600_000;

export function driveDemoPlatforms(
  connections: Pick<DemoConnections, 'context' | 'shops'>,
  world: Pick<DemoWorld, 'taobao' | 'shopify' | 'pushUrlOf'>,
  how: { readonly seed: number; readonly life: PassingClock },
): DemoPlatforms {
  const { context, shops } = connections;
  const builtIn = [taobaoShop(world.taobao), shopifyShop(world.shopify)];
  const opened = new Map<SimulatedPlatform, Opened>();
  const center = createControlCenter(builtIn, how.life);
  const timer = setInterval(() => center.tick(), TICK_MS).unref();

  function connect(shop: SimulatedShop): string {
    const { config, credentials } = shop.access();
    const { platform, currency } = shop;
    return connectShop(connections, {
      channelId: platform,
      name: shopName(platform),
      currency,
      config: platform === 'http-api' ? { ...config, template: HTTP_STARTERS[0]?.template } : config,
      credentials,
    });
  }

  function aim({ aimPushes }: SimulatedShop, shopId: string): void {
    const url = world.pushUrlOf(shopId);
    if (url !== null) void aimPushes?.(url);
  }

  const shopOf = (platform: SimulatedPlatform) =>
    listShops(context.read, shops).find((shop) => isNamed(shopName(platform), shop));

  function stateOf(platform: SimulatedPlatform): DemoPlatform['state'] {
    if (builtIn.some((shop) => shop.platform === platform)) return 'built_in';
    return opened.has(platform) ? 'open' : 'closed';
  }

  return {
    center,
    view: () => ({
      shops: center.view(),
      platforms: SIMULATED_PLATFORMS.map((platform) => {
        const shop = shopOf(platform);
        return {
          platform,
          state: stateOf(platform),
          shop: shop ? { id: shop.id, name: shop.name, enabled: shop.enabled, orders: shop.orderCount } : null,
        };
      }),
      aheadMs: how.life.aheadMs(),
    }),
    opened: () => Object.fromEntries([...opened].map(([platform, { bornAtMs }]) => [platform, bornAtMs])),
    async open(name, bornAtMs = context.clock.nowMs()) {
      const platform = SIMULATED_PLATFORMS.find((known) => known === name);
      if (!platform) throw new AppError('ERR_HOST_NOT_FOUND', { what: name });
      if (stateOf(platform) !== 'closed') return;
      const shop = await startSimulatedShop(platform, {
        clock: realClock,
        lifeClock: how.life,
        seed: how.seed,
        bornAtMs,
      });
      // Somebody pressed twice.
      if (opened.has(platform)) return shop.close();
      opened.set(platform, { shop, bornAtMs });
      shop.addOrders(FIRST_ORDERS, { atMs: bornAtMs, spreadMs: HOUR_MS });
      center.add(shop);
      const shopId = connect(shop);
      context.db.transaction((tx) => beginReading(tx, shopId, bornAtMs - 2 * HOUR_MS));
      aim(shop, shopId);
      pullNow(context, shopId);
    },
    async close(act, name) {
      const platform = SIMULATED_PLATFORMS.find((known) => known === name);
      const entry = platform && opened.get(platform);
      if (!entry) throw new AppError('ERR_HOST_NOT_FOUND', { what: name });
      opened.delete(entry.shop.platform);
      center.remove(entry.shop.platform);
      const shop = shopOf(entry.shop.platform);
      if (shop) disconnectShop(context, act, shop.id);
      await entry.shop.close();
    },
    authorise(name) {
      const entry = [...opened.values()].find(({ shop }) => shop.platform === name);
      const shop = entry?.shop ?? builtIn.find(({ platform }) => platform === name);
      shop?.expireAccess?.();
      if (entry) pullNow(context, connect(entry.shop));
    },
    orderUnpaid(platform) {
      opened.get(platform)?.shop.addOrders(1, { situation: 'unpaid' });
      const shop = shopOf(platform);
      if (shop) pullNow(context, shop.id);
    },
    aimPushes() {
      for (const [platform, { shop }] of opened) {
        const known = shopOf(platform);
        if (known) aim(shop, known.id);
      }
    },
    pass(ms) {
      how.life.pass(ms);
      return center.passed(ms);
    },
    async stop() {
      clearInterval(timer);
      await Promise.all([...opened.values()].map(({ shop }) => shop.close()));
      opened.clear();
    },
  };
}

function shopName(platform: SimulatedPlatform): DemoName {
  if (platform === 'taobao') return NAMES.taobao;
  if (platform === 'shopify') return NAMES.shopify;
  const label = CHANNELS.find(platform)?.label;
  return { en: `Demo store · ${label?.en ?? platform}`, 'zh-CN': `演示店 · ${label?.['zh-CN'] ?? platform}` };
}
