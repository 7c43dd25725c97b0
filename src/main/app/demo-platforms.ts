import type { DemoWorld } from '#main/app/demo-world.ts';
import { createControlCenter } from '#main/simulators/control/control-center.ts';
import type { ControlCenter } from '#main/simulators/control/control-center.ts';
import { shopifyShop } from '#main/simulators/control/shops/shopify-shop.ts';
import { taobaoShop } from '#main/simulators/control/shops/taobao-shop.ts';
import { realClock } from '#main/simulators/kit/simulator-clock.ts';

/** The platforms of the demo store, with buyers who come by themselves. */
export interface DemoPlatforms {
  readonly center: ControlCenter;
  stop(): void;
}

const TICK_MS = 1_000;

export function driveDemoPlatforms(world: Pick<DemoWorld, 'taobao' | 'shopify'>): DemoPlatforms {
  const center = createControlCenter([taobaoShop(world.taobao), shopifyShop(world.shopify)], realClock);
  const timer = setInterval(() => center.tick(), TICK_MS).unref();
  return { center, stop: () => clearInterval(timer) };
}
