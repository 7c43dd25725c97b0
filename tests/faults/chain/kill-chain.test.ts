import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoWorld } from '#main/app/demo-world.ts';
import type { DemoWorld } from '#main/app/demo-world.ts';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import type { PrintedLabel } from '#main/simulators/devices/printer/print-engine.ts';
import { createSeededRandom } from '#main/simulators/kit/seeded-random.ts';
import type { FromChild, ToChild } from '#tests/faults/chain/chain-messages.ts';
import { processFile } from '#tests/support/process-file.ts';

const ORDERS = 12;
const KILLS = 50;
const MINUTES = 60_000;

/** A parcel alone takes up to eleven steps. */
const MOST_STEPS = 14;

/**
 * The robot tells of a step before it takes it, so a blow right then hits nothing but the gap between two operations. Buying a
 * waybill, drawing and printing take a few hundred milliseconds, the scan of an item a few: half of the blows come at once.
 */
const LONGEST_DELAY_MS = 400;

/** Runs the chain in a process of its own until it ends by itself or by SIGKILL. */
class ChainRun {
  readonly #child: ChildProcess;
  readonly ended: Promise<void>;
  readonly steps: string[] = [];
  /** The step after which the blow fell; null when the process ended by itself. */
  killedAfter: string | null = null;
  finished: Extract<FromChild, { kind: 'finished' }> | null = null;
  asked = 0;
  errors = '';

  constructor(world: DemoWorld, dataDir: string, onStep: (run: ChainRun) => void) {
    this.#child = fork(processFile(join(import.meta.dirname, 'chain-child.ts')), {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.ended = new Promise((resolve) =>
      this.#child.once('exit', (_code, signal) => {
        if (signal === 'SIGKILL') this.killedAfter = this.steps.at(-1) ?? 'nothing';
        resolve();
      }),
    );
    this.#child.on('message', (message: FromChild) => void this.#take(world, message, onStep));
    this.#send({ kind: 'start', dataDir, addresses: addressesOf(world) });
  }

  killIn(delayMs: number): void {
    setTimeout(() => this.#child.kill('SIGKILL'), delayMs);
  }

  async #take(world: DemoWorld, message: FromChild, onStep: (run: ChainRun) => void): Promise<void> {
    if (message.kind === 'finished') this.finished = message;
    if (message.kind === 'look') {
      this.asked += 1;
      const labels = await countLabels(world, message.trackingNumber);
      this.#send({ kind: 'seen', id: message.id, labels });
    }
    if (message.kind === 'step') {
      this.steps.push(message.step);
      onStep(this);
    }
  }

  #send(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message);
  }
}

function addressesOf(world: DemoWorld): Extract<ToChild, { kind: 'start' }>['addresses'] {
  const { taobao, shopify, sfExpress, printer } = world;
  return {
    taobao: {
      gatewayUrl: taobao.gatewayUrl,
      appKey: taobao.appKey,
      appSecret: taobao.appSecret,
      session: taobao.session,
    },
    shopify: {
      url: shopify.url,
      shopDomain: shopify.shopDomain,
      accessToken: shopify.accessToken,
      clientSecret: shopify.clientSecret,
    },
    sfExpress: { serviceUrl: sfExpress.serviceUrl, partnerID: sfExpress.partnerID, checkWord: sfExpress.checkWord },
    printer: { host: printer.host, port: printer.port },
    scale: null,
    scanner: null,
  };
}

/** Whole labels with this number, read back from the paper. */
async function countLabels(world: DemoWorld, trackingNumber: string): Promise<number> {
  const read = await Promise.all(world.printer.printer.labels.filter((label) => label.isComplete).map(readNumbers));
  return read.filter((numbers) => numbers.includes(trackingNumber)).length;
}

const numbersRead = new WeakMap<PrintedLabel, Promise<readonly string[]>>();

/** A label that lies on the table does not change: each is read once. */
function readNumbers(label: PrintedLabel): Promise<readonly string[]> {
  const known = numbersRead.get(label);
  if (known) return known;
  const reading = decodeLabel(label.bitmap).then(({ barcodes }) => barcodes.map(({ text }) => text));
  numbersRead.set(label, reading);
  return reading;
}

/** How fast the machine is decides where a delayed blow falls; that they all fall in one place would be no test. */
const FEWEST_PLACES = 5;

describe('the packing chain under kill -9', () => {
  let world: DemoWorld;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'packbench-kill-'));
    world = await startDemoWorld({ orders: ORDERS, seed: 7, isInstantPrinter: true });
  });
  afterAll(async () => {
    await world.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it(
    `loses and doubles nothing when the backend is killed ${KILLS} times at random points`,
    { timeout: 20 * MINUTES },
    async () => {
      const random = createSeededRandom(20261122);
      const runs: ChainRun[] = [];
      while (runs.filter((run) => run.killedAfter !== null).length < KILLS) {
        const killAfterSteps = random.integer(1, MOST_STEPS);
        const delayMs = random.chance(0.5) ? 0 : random.integer(1, LONGEST_DELAY_MS);
        const run = new ChainRun(world, dataDir, (current) => {
          if (current.steps.length === killAfterSteps) current.killIn(delayMs);
        });
        runs.push(run);
        await run.ended;
        // Whoever was not killed must have come to the end: a process that falls over by itself is not a kill.
        expect(run.killedAfter !== null || run.finished !== null, run.errors).toBe(true);
        // Buyers do not wait while the workstation dies and comes back: there is always something left to kill.
        world.taobao.orders.addOne({ situation: 'paid' });
      }
      const last = new ChainRun(world, dataDir, () => {});
      runs.push(last);
      await last.ended;

      expect(last.errors).toBe('');
      expect(new Set(runs.map((run) => run.killedAfter)).size).toBeGreaterThanOrEqual(FEWEST_PLACES);
      expect(last.finished?.problems).toEqual([]);
      const shippable = [...world.taobao.books.paidOrders(), ...world.shopify.books.paidOrders()].filter(
        (order) => order.shippable,
      );
      const shipments = [...world.taobao.books.shipments(), ...world.shopify.books.shipments()];
      // No order lost, none told twice.
      expect(shipments.map((shipment) => shipment.externalNumber).toSorted()).toEqual(
        shippable.map((order) => order.externalNumber).toSorted(),
      );
      expect(shipments.filter((shipment) => shipment.acceptedCalls !== 1)).toEqual([]);
      expect(last.finished?.shipped).toBe(shippable.length);
      // One waybill per parcel, one label per waybill: a second label only after a person was asked and said that none was there.
      expect(world.sfExpress.books.totalNumbersIssued()).toBe(shippable.length);
      const labels = await Promise.all(
        shipments.map(async ({ trackingNumber }) => ({
          trackingNumber,
          count: await countLabels(world, trackingNumber),
        })),
      );
      expect(labels.filter(({ count }) => count !== 1)).toEqual([]);
    },
  );
});
