import { DEMO_ACT } from '#main/app/demo-act.ts';
import type { Mistake, PrintedLabelFile } from '#main/app/cli/demo/demo-evidence.ts';
import { createDemoCustomers } from '#main/app/cli/demo/demo-customers.ts';
import { createDemoDesk } from '#main/app/cli/demo/demo-desk.ts';
import { createDemoScript } from '#main/app/cli/demo/demo-script.ts';
import { settleShops, whenQuiet } from '#main/app/cli/demo/demo-settle.ts';
import { createDemoTroubles } from '#main/app/cli/demo/demo-troubles.ts';
import { equipBenches } from '#main/app/cli/demo/equip-benches.ts';
import { collectLabels } from '#main/app/cli/demo/label-collector.ts';
import { createPacker } from '#main/app/cli/demo/packer.ts';
import { watchScans } from '#main/app/cli/demo/scan-watch.ts';
import type { DemoWorld } from '#main/app/demo-world.ts';
import type { Services } from '#main/app/services.ts';
import { createSeededRandom } from '#main/simulators/kit/seeded-random.ts';

export interface PackDemoOptions {
  readonly services: Services;
  readonly world: DemoWorld;
  /** Orders that come while the first ones are packed. */
  readonly late: number;
  readonly seed: number;
  readonly benches: number;
  readonly outDir: string;
}

/** What a person who waits for the demo is told on the way. `id` names the words of a scene, `demo.scenes.<id>`. */
export type DemoNews =
  | { readonly kind: 'scene' | 'sceneFailed'; readonly id: string }
  | { readonly kind: 'progress'; readonly done: number; readonly expected: number; readonly perMinute: number };

/** Something out of the ordinary, with its time. */
export interface Incident {
  readonly atMs: number;
  readonly what: string;
  readonly orderNumber: string | null;
  readonly result: unknown;
}

export interface PackedDemo {
  readonly printed: readonly PrintedLabelFile[];
  readonly mistakes: readonly Mistake[];
  readonly incidents: readonly Incident[];
  readonly packingMs: number;
}

/** Some of the paid orders can never be packed: refunds, bans. */
const PACKABLE_SHARE = 0.85;
/** In every so many-th box the customer changes their mind at the last moment. */
const REGRET_EVERY = 14;
const SAY_EVERY = 10;
const BUNCHES = 4;

/** Packs until every order is through or held, while customers, machines and networks do their worst. */
export async function packDemo(options: PackDemoOptions, tell: (news: DemoNews) => void): Promise<PackedDemo> {
  const { services, world, seed } = options;
  const random = createSeededRandom(seed).fork('demo run');
  const mistakes: Mistake[] = [];
  const incidents: Incident[] = [];
  const note = (what: string, orderNumber: string | null, result: unknown = null): void =>
    void incidents.push({ atMs: Date.now(), what, orderNumber, result });

  const benches = await equipBenches(services, world, options.benches, DEMO_ACT);
  const watch = watchScans(services.live);
  const labels = collectLabels(world.printer.printer, options.outDir);
  const customers = createDemoCustomers(world, random.fork('customers'));
  const troubles = createDemoTroubles(services, world, DEMO_ACT);
  await settleShops(services);

  const desk = createDemoDesk(services.context.read, fetchMore);
  const expected = Math.max(1, Math.round(desk.waiting().length + options.late * PACKABLE_SHARE));
  const script = createDemoScript({
    customers,
    troubles,
    expected,
    bunches: divide(options.late, BUNCHES),
    waitingOrders: () => desk.waiting(),
    onScene({ id, name }, result) {
      note(name, null, result);
      tell({ kind: 'scene', id });
    },
    onFailure({ id, name }, error) {
      note(`${name} failed`, null, String(error));
      tell({ kind: 'sceneFailed', id });
    },
  });
  let isSettled = false;
  let done = 0;
  let filled = 0;
  const startedAt = performance.now();

  /** Plays on, and at the end asks the shops once more. */
  async function fetchMore(): Promise<boolean> {
    const isPlaying = script.playNext();
    if (!isPlaying && isSettled) return false;
    await settleShops(services);
    isSettled = !isPlaying;
    return true;
  }

  async function onBoxFilled(orderNumber: string): Promise<void> {
    filled += 1;
    if (filled % REGRET_EVERY !== 2) return;
    note('called off while in the box', orderNumber, customers.changeMind(orderNumber));
  }

  function countDone(): void {
    done += 1;
    const perMinute = Math.round((done / (performance.now() - startedAt)) * 60_000);
    if (done % SAY_EVERY === 0) tell({ kind: 'progress', done, expected, perMinute });
    script.onParcelDone(done);
  }

  async function work(bench: (typeof benches.all)[number]): Promise<void> {
    const packer = createPacker({
      services,
      bench,
      watch,
      labels,
      onBoxFilled,
      random: random.fork(bench.stationId),
      onMistake: (mistake) => mistakes.push(mistake),
      onIncident: note,
    });
    for (;;) {
      const number = await desk.take();
      if (number === null) return;
      const outcome = await packer.pack(number);
      desk.release(number, outcome.kind === 'put_back');
      if (outcome.kind === 'packed') countDone();
      else note(`put back: ${outcome.code}`, number);
    }
  }

  try {
    await Promise.all(benches.all.map(work));
    const packingMs = Math.round(performance.now() - startedAt);
    await whenQuiet(services);
    return { printed: await labels.labels(), mistakes, incidents, packingMs };
  } catch (error) {
    // A disk that is full stops the packers somewhere; the label that could not be written says why.
    await labels.labels();
    throw error;
  } finally {
    watch.stop();
    labels.stop();
    benches.unplug();
  }
}

/** Splits a number into parts that differ by one at most. */
function divide(total: number, parts: number): number[] {
  return Array.from({ length: parts }, (_, index) => Math.floor((total + index) / parts)).filter((part) => part > 0);
}
