import { startSimulatedShop } from '#main/simulators/control/start-simulated-shop.ts';
import type { SimulatedPlatform, SimulatedShop } from '#main/simulators/control/simulated-shop.ts';
import { realClock } from '#main/simulators/kit/simulator-clock.ts';

// Six platforms in a process of their own, as they are elsewhere in the world: they must not share the backend's core.

export const PEAK_PLATFORMS = [
  'taobao',
  'pinduoduo',
  'douyin',
  'jd',
  'shopify',
  'woocommerce',
] as const satisfies readonly SimulatedPlatform[];

export type ToPlatforms =
  | { readonly kind: 'aim'; readonly urls: Readonly<Partial<Record<SimulatedPlatform, string>>> }
  /** So many paid orders at once, shared out evenly; with news of each. */
  | { readonly kind: 'orders'; readonly count: number };

export type FromPlatforms =
  | {
      readonly kind: 'open';
      readonly shops: readonly {
        readonly channelId: string;
        readonly currency: string;
        readonly config: Readonly<Record<string, unknown>>;
        readonly credentials: Readonly<Record<string, unknown>>;
      }[];
    }
  | { readonly kind: 'ordered' };

const PUSH_TICK_MS = 20;

if (process.send) await serve();

async function serve(): Promise<void> {
  const shops: SimulatedShop[] = await Promise.all(
    PEAK_PLATFORMS.map((platform) => startSimulatedShop(platform, { clock: realClock, seed: 1, isUnlimited: true })),
  );
  const tell = (message: FromPlatforms): void => void process.send?.(message);
  process.on('message', (message: ToPlatforms) => {
    if (message.kind === 'aim') for (const shop of shops) void shop.aimPushes?.(message.urls[shop.platform] ?? '');
    else {
      shops.forEach((shop, index) => {
        const share = Math.floor(message.count / shops.length) + (index < message.count % shops.length ? 1 : 0);
        // Within the last half minute: what is listed by whole seconds fills more than one page of them.
        shop.addOrders(share, { situation: 'paid', spreadMs: 30_000 });
      });
      tell({ kind: 'ordered' });
    }
  });
  setInterval(() => {
    for (const shop of shops) void shop.runDue();
  }, PUSH_TICK_MS);
  process.once('disconnect', () => process.exit(0));
  tell({
    kind: 'open',
    shops: shops.map((shop) => ({ channelId: shop.platform, currency: shop.currency, ...shop.access() })),
  });
}
