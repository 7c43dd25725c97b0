import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ptySupported } from '#main/simulators/devices/pty.ts';
import { plugInScale } from '#main/simulators/devices/scale-on-port.ts';
import type { ScaleOnPort } from '#main/simulators/devices/scale-on-port.ts';
import { startScannerEmulator } from '#main/simulators/devices/scanner.ts';
import type { ScannerEmulator } from '#main/simulators/devices/scanner.ts';
import { startTsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import type { TsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import { DEMO_SESSION_S } from '#main/simulators/control/shops/taobao-shop.ts';
import { ABROAD_ORDERS } from '#main/simulators/kit/demo-abroad.ts';
import type { SimulatorClock } from '#main/simulators/kit/simulator-clock.ts';
import { startSfExpressSimulator } from '#main/simulators/sf-express/sf-express-simulator.ts';
import type { SfExpressSimulator } from '#main/simulators/sf-express/sf-express-simulator.ts';
import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import type { ShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import { startTaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import type { TaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';

export interface DemoWorldOptions {
  readonly orders: number;
  /** Orders that cross a border, beside the others; at most as many as there are in demo-abroad.ts. Default none. */
  readonly abroad?: number;
  readonly seed?: number;
  /** How long things last at its shops; default the machine's clock. */
  readonly lifeClock?: SimulatorClock;
  /** When its shops opened; default now. The same again brings the same orders. */
  readonly bornAtMs?: number;
  /** Where webhooks for a shop are received; null when this host takes none. */
  readonly pushUrlOf?: (shopId: string) => string | null;
  /** Labels come out at once instead of at a printer's speed. */
  readonly isInstantPrinter?: boolean;
}

/** Everybody outside Packbench, simulated: two channels, a carrier, a printer, and where the system has pseudo-terminals a scale and a scanner. */
export interface DemoWorld {
  readonly taobao: TaobaoSimulator;
  readonly shopify: ShopifySimulator;
  readonly sfExpress: SfExpressSimulator;
  readonly printer: TsplPrinterTcp;
  readonly scale: ScaleOnPort | null;
  readonly scanner: ScannerEmulator | null;
  readonly pushUrlOf: (shopId: string) => string | null;
  stop(): Promise<void>;
}

export async function startDemoWorld(options: DemoWorldOptions): Promise<DemoWorld> {
  const seed = options.seed ?? 1;
  const born = options.bornAtMs === undefined ? {} : { bornAtMs: options.bornAtMs };
  const life = options.lifeClock ? { lifeClock: options.lifeClock } : {};
  const foreign = Math.floor(options.orders / 3);
  const [taobao, shopify, sfExpress, printer] = await Promise.all([
    startTaobaoSimulator({
      seed,
      ...born,
      ...life,
      orders: options.orders - foreign,
      clearReceiver: true,
      sessionLivesForS: DEMO_SESSION_S,
    }),
    startShopifySimulator({ seed, ...born, ...life, orders: foreign, foreignShare: 0 }),
    startSfExpressSimulator({ seed }),
    startTsplPrinterTcp({
      isInstant: options.isInstantPrinter ?? false,
      isBusyUntilAsked: options.isInstantPrinter ?? false,
    }),
  ]);
  const openedAt = options.bornAtMs === undefined ? {} : { atMs: options.bornAtMs };
  for (const { place, lines } of ABROAD_ORDERS.slice(0, options.abroad ?? 0))
    shopify.orders.addOne({ situation: 'paid', ...openedAt, place, lines });
  const ports = ptySupported() ? mkdtempSync(join(tmpdir(), 'packbench-demo-')) : null;
  const scale = ports === null ? null : plugInScale(join(ports, 'scale'));
  const scanner = ports === null ? null : startScannerEmulator({ linkPath: join(ports, 'scanner') });
  return {
    taobao,
    shopify,
    sfExpress,
    printer,
    scale,
    scanner,
    pushUrlOf: options.pushUrlOf ?? (() => null),
    async stop() {
      scale?.unplug();
      scanner?.close();
      if (ports !== null) rmSync(ports, { recursive: true, force: true });
      await Promise.all([taobao.close(), shopify.close(), sfExpress.close(), printer.close()]);
    },
  };
}
