import { createDemoDevices } from '#main/app/demo-bench.ts';
import type { DemoDevices } from '#main/app/demo-bench.ts';
import type { DemoComponentParts, DemoComponents } from '#main/app/demo-components.ts';
import type { DemoPrinters } from '#main/app/demo-printers.ts';
import type { DemoWorld, DemoWorldOptions } from '#main/app/demo-world.ts';
import { aimPushes, connectDemo, isDemoConnected } from '#main/app/connect-demo.ts';
import type { DemoConnections } from '#main/app/connect-demo.ts';
import { readDemoRecord, writeDemoRecord } from '#main/app/demo-record.ts';
import type { Act } from '#main/usecases/actor.ts';
import { endCounts } from '#main/usecases/shops/reconcile/end-counts.ts';
import type { DemoBench, DemoComponentId, DemoFault, DemoPrinterId } from '#shared/contract/demo-bench.ts';
import type { DemoTills } from '#main/app/demo-payments.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import type { DemoPaymentCommand, DemoPayments } from '#shared/contract/demo-payments.ts';
import type { DemoPlatforms } from '#main/app/demo-platforms.ts';
import type { ControlCenter } from '#main/simulators/control/control-center.ts';
import type { DemoShopCommand, DemoShops, DemoShopView } from '#shared/contract/demo-shops.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The shop for trying out: simulated channels, carrier and devices, all on this PC, all in their real wire formats. */
export interface DemoStore {
  isRunning(): boolean;
  /** Starts the simulators and connects them like any shop, carrier and device. Those that run already are named in the language that stands now. */
  start(orders: number, how?: Pick<DemoWorldOptions, 'seed' | 'isInstantPrinter' | 'abroad'>): Promise<void>;
  /** The same for people who look around: with orders that cross a border beside the others, so that the customs desk has work. */
  show(orders: number): Promise<void>;
  /**
   * Brings back the store that an earlier run of this data folder had, with the same orders, while one of its shops is still
   * switched on: also after that run was killed. What was added later is gone at the shops. @returns whether it runs
   */
  resume(): Promise<boolean>;
  /** The host has begun to listen, which is after a store that came with the start was connected: its pushes go there now. */
  hostListens(): void;
  addOrders(count: number): void;
  putOnScale(grams: number): void;
  /** @throws AppError ERR_HOST_NOT_FOUND when the demo is off */
  bench(): DemoBench;
  /** @throws AppError ERR_HOST_NOT_FOUND when the demo is off */
  setFault(fault: DemoFault, isOn: boolean): Promise<void>;
  /** Puts a platform's print component on the bench, or takes it away. @throws AppError ERR_HOST_NOT_FOUND when the demo is off */
  setComponent(id: DemoComponentId, isOn: boolean): Promise<void>;
  /** Puts a printer of another language on the bench, or takes it away. @throws AppError ERR_HOST_NOT_FOUND when the demo is off */
  setPrinter(id: DemoPrinterId, isOn: boolean): Promise<void>;
  /** @throws AppError ERR_HOST_NOT_FOUND when the demo is off, or that component is not on the bench */
  printWaybill(act: Act, id: DemoComponentId): void;
  labels(): Promise<{ number: number; pngBase64: string; barcodes: string[] }[]>;
  /** What the simulated platforms believe and do, and which could be opened. @throws AppError ERR_HOST_NOT_FOUND when the demo is off */
  shops(): DemoShops;
  /** Starts a platform and connects it as a shop. @throws AppError ERR_HOST_NOT_FOUND when the demo is off, or for a platform that does not exist */
  openShop(platform: string): Promise<DemoShops>;
  /** The way back: ends the platform and disconnects its shop. @throws AppError ERR_HOST_NOT_FOUND also for what was not opened */
  closeShop(act: Act, platform: string): Promise<DemoShops>;
  /** Lets time pass at the platforms, not here. @throws AppError ERR_HOST_NOT_FOUND when the demo is off */
  passTime(ms: number): Promise<DemoShops>;
  /** @throws AppError ERR_HOST_NOT_FOUND when the demo is off, or for what the platform does not know */
  commandShop(platform: string, command: DemoShopCommand): Promise<DemoShopView>;
  /** The simulated payment providers. @throws AppError ERR_HOST_NOT_FOUND when the demo is off */
  payments(): DemoPayments;
  /** @throws AppError ERR_HOST_NOT_FOUND when the demo is off, or for what is not there */
  commandPayments(act: Act, command: DemoPaymentCommand): Promise<DemoPayments>;
  /** For the command line and tests: the simulators themselves with their books. @throws AppError ERR_HOST_NOT_FOUND when the demo is off */
  world(): DemoWorld;
  stop(): Promise<void>;
}

const SHOWN_LABELS = 12;
const DEFAULT_SEED = 1;
const SHOWN_ABROAD = 10;

/** @param connections what connecting needs; the same use cases that a person's forms call. */
export function createDemoStore(
  connections: DemoConnections & DemoComponentParts & { readonly payments: PaymentServices },
  options: Pick<DemoWorldOptions, 'pushUrlOf'> & { readonly dataDir: string },
): DemoStore {
  const { dataDir, ...surroundings } = options;
  let world: DemoWorld | null = null;
  let bench: DemoDevices | null = null;
  let components: DemoComponents | null = null;
  let printers: DemoPrinters | null = null;
  let platforms: DemoPlatforms | null = null;
  let tills: DemoTills | null = null;

  function running(): DemoWorld {
    if (!world) throw new AppError('ERR_HOST_NOT_FOUND', { what: 'demo' });
    return world;
  }

  function driven(): DemoPlatforms {
    if (!platforms) throw new AppError('ERR_HOST_NOT_FOUND', { what: 'demo' });
    return platforms;
  }

  function onTills(): DemoTills {
    if (!tills) throw new AppError('ERR_HOST_NOT_FOUND', { what: 'demo' });
    return tills;
  }

  function devices(): DemoDevices {
    if (!bench) throw new AppError('ERR_HOST_NOT_FOUND', { what: 'demo' });
    return bench;
  }

  function onBench(): DemoComponents {
    if (!components) throw new AppError('ERR_HOST_NOT_FOUND', { what: 'demo' });
    return components;
  }

  async function open(how: Omit<DemoWorldOptions, 'pushUrlOf' | 'lifeClock'>): Promise<void> {
    // The simulators and what they need are loaded only where there is a demo store.
    const { startDemoWorld } = await import('#main/app/demo-world.ts');
    const { createPassingClock } = await import('#main/simulators/kit/simulator-clock.ts');
    const life = createPassingClock();
    world = await startDemoWorld({ ...surroundings, ...how, lifeClock: life });
    const { createDemoComponents } = await import('#main/app/demo-components.ts');
    components = createDemoComponents(connections);
    const { createDemoPrinters } = await import('#main/app/demo-printers.ts');
    printers = createDemoPrinters(connections);
    bench = createDemoDevices(world, components, printers);
    const { driveDemoPlatforms } = await import('#main/app/demo-platforms.ts');
    platforms = driveDemoPlatforms(connections, world, { seed: how.seed ?? DEFAULT_SEED, life });
    const { createDemoTills } = await import('#main/app/demo-payments.ts');
    tills = createDemoTills(connections, connections.payments, platforms, world.pushUrlOf);
    await connectDemo(connections, world, (how.abroad ?? 0) > 0);
    await components.resume();
    await printers.resume();
    await tills.resume();
  }

  function keepOpened(): void {
    const record = readDemoRecord(dataDir);
    if (record) writeDemoRecord(dataDir, { ...record, platforms: { ...driven().opened() } });
  }

  async function start(...[orders, how = {}]: Parameters<DemoStore['start']>): Promise<void> {
    // Begun with the program, before anybody chose a language.
    if (world) return connectDemo(connections, world);
    const record = {
      orders,
      seed: how.seed ?? DEFAULT_SEED,
      bornAtMs: connections.context.clock.nowMs(),
      abroad: how.abroad ?? 0,
      platforms: {},
    };
    await open({ ...record, ...how });
    writeDemoRecord(dataDir, record);
  }

  return {
    isRunning: () => world !== null,
    start,
    show: (orders) => start(orders, { abroad: SHOWN_ABROAD }),
    async resume() {
      if (world) return true;
      const record = readDemoRecord(dataDir);
      if (!record || !isDemoConnected(connections)) return false;
      await open(record);
      for (const [platform, bornAtMs] of Object.entries(record.platforms)) await driven().open(platform, bornAtMs);
      for (const { shop } of driven().view().platforms) if (shop) endCounts(connections.context, shop.id);
      return true;
    },
    hostListens() {
      if (!world) return;
      aimPushes(connections, world);
      platforms?.aimPushes();
    },
    addOrders(count) {
      const { taobao, shopify } = running();
      const foreign = Math.floor(count / 3);
      taobao.orders.add(count - foreign);
      shopify.orders.add(foreign);
    },
    putOnScale(grams) {
      if (!running().scale) throw new AppError('ERR_DEVICE_OFFLINE', { device: 'scale' });
      devices().putOnScale(grams);
    },
    bench: () => devices().bench(),
    setFault: (fault, isOn) => devices().setFault(fault, isOn),
    setComponent: (id, isOn) => onBench().set(id, isOn),
    async setPrinter(id, isOn) {
      running();
      await printers?.set(id, isOn);
    },
    printWaybill: (act, id) => onBench().printWaybill(act, id),
    shops: () => driven().view(),
    async openShop(platform) {
      await driven().open(platform);
      keepOpened();
      return driven().view();
    },
    async closeShop(act, platform) {
      await driven().close(act, platform);
      keepOpened();
      return driven().view();
    },
    async passTime(ms) {
      await driven().pass(ms);
      return driven().view();
    },
    async commandShop(platform, command) {
      const shown = commandOrRefuse(driven().center, platform, command);
      const ends = command.kind === 'behave' ? command.misbehaviour : undefined;
      // As a person would who gave the shop its new access.
      if (ends === null || ends === 'token-expiry') {
        driven().authorise(platform);
        await connectDemo(connections, running());
      }
      return shown;
    },
    async labels() {
      const { decodeLabel } = await import('#main/simulators/devices/decode-label.ts');
      const all = [running().printer, ...(printers?.running() ?? [])]
        .flatMap(({ printer }) => printer.labels)
        .toSorted((a, b) => a.printedAtMs - b.printedAtMs);
      const printed = all.slice(-SHOWN_LABELS);
      const first = all.length - printed.length + 1;
      return Promise.all(
        printed.map(async (label, index) => {
          const decoded = await decodeLabel(label.bitmap);
          return {
            number: first + index,
            pngBase64: Buffer.from(decoded.png).toString('base64'),
            barcodes: decoded.barcodes.map((barcode) => barcode.text),
          };
        }),
      );
    },
    payments: () => onTills().view(),
    async commandPayments(act, command) {
      await onTills().command(act, command);
      keepOpened();
      return onTills().view();
    },
    world: running,
    async stop() {
      await Promise.all([tills?.stop(), platforms?.stop(), world?.stop(), components?.stop(), printers?.stop()]);
      platforms = null;
      tills = null;
      world = null;
      bench = null;
      components = null;
      printers = null;
    },
  };
}

function commandOrRefuse(center: ControlCenter, platform: string, command: DemoShopCommand): DemoShopView {
  try {
    return center.command(platform, command);
  } catch (error) {
    // A platform that is not here, an order that it does not have, or an act that it does not know.
    if (error instanceof RangeError) throw new AppError('ERR_HOST_NOT_FOUND', { what: error.message });
    throw error;
  }
}
