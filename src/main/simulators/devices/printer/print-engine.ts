import { cutImage } from '#main/simulators/devices/printer/label-image.ts';
import type { LabelImage } from '#main/simulators/devices/printer/label-image.ts';
import type { Timers } from '#main/simulators/devices/timers.ts';

/** Why a printer stands still. */
export type PrinterBlock = 'paper_out' | 'cover_open' | 'jam' | 'ribbon_out' | 'paused' | 'head_hot' | 'cutter_jam';

/** What lies between two labels, as a job told the printer. */
export type PaperSensor = 'gap' | 'mark' | 'continuous';

/** One piece of paper that came out. */
export interface PrintedLabel {
  /** 1 = black. Rows that the head did not reach are white. */
  readonly bitmap: LabelImage;
  /** Everything that was received since the previous label was ordered, this order included. */
  readonly rawBytes: Uint8Array;
  readonly printedAtMs: number;
  /** False for a piece that stopped, or went on, in the middle of a label. */
  readonly isComplete: boolean;
  readonly printedMm: number;
  /** By what the printer found its end; null where its language or the job says nothing. */
  readonly sensor: PaperSensor | null;
  /** The cutter fell behind it. */
  readonly isCut: boolean;
}

export interface PrintOrder {
  readonly bitmap: LabelImage;
  readonly rawBytes: Uint8Array;
  readonly copies: number;
  readonly heightMm: number;
  readonly mmPerSecond: number;
  readonly sensor?: PaperSensor | null;
  /** Cuts after so many labels; 0 or absent: never. */
  readonly cutEvery?: number;
}

/** A fault that strikes when the head has printed so many millimetres of the next label. */
export interface PlannedFault {
  readonly block: PrinterBlock;
  readonly atMm: number;
}

export interface EngineOptions {
  readonly timers: Timers;
  readonly isInstant: boolean;
  /** Holds against the speed of an order. */
  readonly mmPerSecond?: number | undefined;
  /** TSPL and ZPL printers print a damaged label once more; others go on where they stopped (devices.md, section 7). */
  readonly repeatsDamaged: boolean;
  readonly onLabel: (label: PrintedLabel) => void;
}

interface Waiting {
  readonly order: PrintOrder;
  readonly whenDone: (() => void)[];
}

/** The moving parts: one label after the other at the speed of the paper, stopped by faults. */
export class PrintEngine {
  readonly blocks = new Set<PrinterBlock>();
  readonly labels: PrintedLabel[] = [];
  readonly #options: EngineOptions;
  #queue: Waiting[] = [];
  #copiesDone = 0;
  /** Where in the first label of the queue the head goes on. */
  #startMm = 0;
  #moving: { readonly startedAtMs: number; readonly cancel: () => void } | null = null;
  #paperLeftMm = Number.POSITIVE_INFINITY;
  #planned: PlannedFault | null = null;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  get isMoving(): boolean {
    return this.#moving !== null;
  }

  /** Labels accepted and not yet out, the one under the head included. */
  get waiting(): number {
    return this.#queue.reduce((sum, { order }) => sum + order.copies, 0) - this.#copiesDone;
  }

  /** Orders accepted and not yet finished. */
  get waitingOrders(): number {
    return this.#queue.length;
  }

  /** Copies of the current order that are not out yet. */
  get copiesLeft(): number {
    return (this.#queue[0]?.order.copies ?? 0) - this.#copiesDone;
  }

  print(order: PrintOrder): void {
    this.#queue.push({ order, whenDone: [] });
    this.#advance();
  }

  /** Runs when everything accepted so far is on paper: now, if nothing waits; never, if it is thrown away. */
  afterAll(action: () => void): void {
    const last = this.#queue.at(-1);
    if (last) last.whenDone.push(action);
    else action();
  }

  loadPaper(mm: number): void {
    this.#paperLeftMm = mm;
    this.unblock('paper_out');
  }

  planFault(fault: PlannedFault): void {
    this.#planned = fault;
  }

  /** Stops at once in the middle of a label, except `paused` and `head_hot`, which wait for its end. */
  block(block: PrinterBlock): void {
    this.blocks.add(block);
    if (block !== 'paused' && block !== 'head_hot') this.#interrupt();
  }

  unblock(block: PrinterBlock): void {
    this.blocks.delete(block);
    this.#advance();
  }

  /** Forgets everything that waits, as after a power cut or a reset; a label under the head stays half printed. */
  forget(): void {
    this.#interrupt();
    this.#queue = [];
    this.#copiesDone = 0;
    this.#startMm = 0;
  }

  #advance(): void {
    while (this.#moving === null && this.blocks.size === 0) {
      const order = this.#queue[0]?.order;
      if (!order) return;
      if (this.#paperLeftMm <= 0) {
        this.blocks.add('paper_out');
        return;
      }
      const stop = this.#nextStop(order);
      if (!this.#options.isInstant) {
        const cancel = this.#options.timers.after(((stop.atMm - this.#startMm) / this.#speedOf(order)) * 1_000, () => {
          this.#moving = null;
          this.#finish(order, stop);
          this.#advance();
        });
        this.#moving = { startedAtMs: this.#options.timers.nowMs(), cancel };
        return;
      }
      this.#finish(order, stop);
    }
  }

  #speedOf(order: PrintOrder): number {
    return this.#options.mmPerSecond ?? order.mmPerSecond;
  }

  /** Where this label ends: at its length, at the end of the paper, or at the planned fault. */
  #nextStop(order: PrintOrder): { readonly atMm: number; readonly block: PrinterBlock | null } {
    const paperEndMm = this.#startMm + this.#paperLeftMm;
    const planned = this.#planned;
    if (planned && planned.atMm >= this.#startMm && planned.atMm <= Math.min(order.heightMm, paperEndMm)) {
      this.#planned = null;
      return planned;
    }
    if (paperEndMm < order.heightMm) return { atMm: paperEndMm, block: 'paper_out' };
    return { atMm: order.heightMm, block: paperEndMm === order.heightMm ? 'paper_out' : null };
  }

  #finish(order: PrintOrder, stop: { readonly atMm: number; readonly block: PrinterBlock | null }): void {
    if (stop.block) this.blocks.add(stop.block);
    this.#eject(order, stop.atMm);
  }

  #interrupt(): void {
    const order = this.#queue[0]?.order;
    if (!this.#moving || !order) return;
    this.#moving.cancel();
    const elapsedMs = this.#options.timers.nowMs() - this.#moving.startedAtMs;
    this.#moving = null;
    this.#eject(order, Math.min(order.heightMm, this.#startMm + (elapsedMs / 1_000) * this.#speedOf(order)));
  }

  /** The paper from where the head started to `endMm` comes out. */
  #eject(order: PrintOrder, endMm: number): void {
    const startMm = this.#startMm;
    const isAtEnd = endMm >= order.heightMm;
    const isComplete = isAtEnd && startMm === 0;
    this.#paperLeftMm -= endMm - startMm;
    this.#startMm = isAtEnd || this.#options.repeatsDamaged ? 0 : endMm;
    const rowAt = (mm: number): number => Math.floor((mm / order.heightMm) * order.bitmap.heightDots);
    const label: PrintedLabel = {
      bitmap: isComplete ? order.bitmap : cutImage(order.bitmap, rowAt(startMm), rowAt(endMm)),
      rawBytes: order.rawBytes,
      printedAtMs: this.#options.timers.nowMs(),
      isComplete,
      printedMm: endMm - startMm,
      sensor: order.sensor ?? null,
      isCut: isAtEnd && this.#cutsAfter(order),
    };
    const done = isAtEnd ? this.#countCopy(order) : [];
    this.labels.push(label);
    this.#options.onLabel(label);
    for (const action of done) action();
  }

  #cutsAfter({ cutEvery = 0, copies }: PrintOrder): boolean {
    const done = this.#copiesDone + 1;
    return cutEvery > 0 && (done % cutEvery === 0 || done === copies);
  }

  /** @returns what waited for the end of the order, when this was its last copy */
  #countCopy(order: PrintOrder): readonly (() => void)[] {
    this.#copiesDone++;
    if (this.#copiesDone < order.copies) return [];
    this.#copiesDone = 0;
    return this.#queue.shift()?.whenDone ?? [];
  }
}
