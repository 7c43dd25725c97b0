import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import type { PrintedLabel } from '#main/simulators/devices/printer/print-engine.ts';
import { startTsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import type { TsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import { createSeededRandom } from '#main/simulators/kit/seeded-random.ts';
import type { FromPowerCutChild, ToPowerCutChild } from '#tests/faults/printing/power-cut-messages.ts';
import { processFile } from '#tests/support/process-file.ts';
import { until } from '#tests/support/until.ts';

const LABELS = 300;
/** Each of the two is cut so often. */
const CUTS_PER_KIND = 20;
/** A label of 150 mm takes 75 ms: long enough for a blow to fall into the middle of it. */
const MM_PER_SECOND = 2_000;
const MINUTES = 60_000;
/** Between two cuts so many labels may come out; together they use up less than the batch. */
const MOST_LABELS_BETWEEN = 8;
const LABEL_BYTES = 120_000;

/** The workstation in a process of its own, killed and started again as often as the test wants. */
class PowerCutRun {
  readonly #start: Extract<ToPowerCutChild, { kind: 'start' }>;
  readonly #answer: (code: string) => Promise<number>;
  #child: ChildProcess | null = null;
  asked = 0;
  finished: readonly string[] | null = null;
  errors = '';

  constructor(start: Extract<ToPowerCutChild, { kind: 'start' }>, answer: (code: string) => Promise<number>) {
    this.#start = start;
    this.#answer = answer;
  }

  /** Resolves when the queue is at work. */
  async begin(): Promise<void> {
    const child = fork(processFile(join(import.meta.dirname, 'power-cut-child.ts')), {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    });
    this.#child = child;
    child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    const ready = new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`the workstation fell over by itself: ${this.errors}`)));
      child.on('message', (message: FromPowerCutChild) => {
        if (message.kind === 'ready') resolve();
        if (message.kind === 'finished') this.finished = message.states;
        if (message.kind === 'look') void this.#look(child, message);
      });
    });
    child.send(this.#start);
    await ready;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async #look(child: ChildProcess, message: Extract<FromPowerCutChild, { kind: 'look' }>): Promise<void> {
    this.asked += 1;
    const labels = await this.#answer(message.code);
    if (child.connected) child.send({ kind: 'seen', id: message.id, labels } satisfies ToPowerCutChild);
  }
}

const codesRead = new WeakMap<PrintedLabel, Promise<string>>();

/** The code on a label as a scanner reads it; a label that lies on the table is read once. */
function codeOn(label: PrintedLabel): Promise<string> {
  const known = codesRead.get(label);
  if (known) return known;
  const reading = decodeLabel(label.bitmap).then(
    ({ barcodes }) => barcodes.map(({ text }) => text).find((text) => /^T\d{4}$/.test(text)) ?? '',
  );
  codesRead.set(label, reading);
  return reading;
}

describe('a batch of labels under power cuts', () => {
  let tcp: TsplPrinterTcp;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'packbench-power-'));
    tcp = await startTsplPrinterTcp({ mmPerSecond: MM_PER_SECOND });
  });
  afterAll(async () => {
    await tcp.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const whole = (): readonly PrintedLabel[] => tcp.printer.labels.filter((label) => label.isComplete);

  /** An operator looks when the printer has come to rest. */
  async function seen(code: string): Promise<number> {
    await until(() => !tcp.printer.isPrinting && tcp.printer.waitingLabels === 0, 'the printer rests', MINUTES);
    const codes = await Promise.all(whole().map(codeOn));
    return codes.filter((one) => one === code).length;
  }

  it(
    `prints ${LABELS} labels once each and in order, with printer and workstation cut off ${CUTS_PER_KIND} times each`,
    { timeout: 20 * MINUTES },
    async () => {
      const random = createSeededRandom(20261128);
      const run = new PowerCutRun({ kind: 'start', dataDir, port: tcp.port, labels: LABELS }, seen);
      await run.begin();
      const cuts = Array.from({ length: 2 * CUTS_PER_KIND }, (_, index) =>
        index % 2 === 0 ? 'printer' : 'workstation',
      );
      for (const cut of cuts) {
        const target = whole().length + random.integer(1, MOST_LABELS_BETWEEN - 1);
        await until(() => whole().length >= target, `label ${target} is out`, 2 * MINUTES);
        // Anywhere in the next label: while its bytes arrive, or at any millimetre of its paper.
        const atByte = tcp.receivedBytes + random.integer(1, LABEL_BYTES);
        const isOnTheWay = random.chance(0.5);
        if (isOnTheWay) await until(() => tcp.receivedBytes >= atByte, 'the next label is on its way', MINUTES);
        else {
          await until(() => tcp.printer.isPrinting, 'the next label is under the head', MINUTES);
          await new Promise((resolve) => setTimeout(resolve, random.integer(0, 70)));
        }
        if (cut === 'workstation') {
          await run.kill();
          await run.begin();
        } else {
          const unplugged = tcp.unplug();
          tcp.printer.restart();
          await unplugged;
          await tcp.plugIn();
        }
      }
      await until(() => run.finished !== null, 'the batch is done', 10 * MINUTES);

      expect(run.errors).toBe('');
      // Somebody was asked, and not about more than each cut could have left in doubt.
      expect(run.asked).toBeGreaterThan(0);
      expect(run.finished).toEqual(Array.from({ length: LABELS }, () => 'printed'));
      const codes = await Promise.all(whole().map(codeOn));
      expect(codes).toEqual(Array.from({ length: LABELS }, (_, index) => `T${String(index + 1).padStart(4, '0')}`));
    },
  );
});
