import { cutImage } from '#main/simulators/devices/tspl/label-image.ts';
import type { LabelImage } from '#main/simulators/devices/tspl/label-image.ts';
import type { TsplBlock } from '#main/simulators/devices/tspl/tspl-status.ts';
import type { Timers } from '#main/simulators/devices/timers.ts';

/** One piece of paper that came out. */
export interface PrintedLabel {
  /** 1 = black. Rows that the head did not reach are white. */
  readonly bitmap: LabelImage;
  /** Everything that was received since the previous `PRINT`, this one included. */
  readonly rawBytes: Uint8Array;
  readonly printedAtMs: number;
  /** False for a label that stopped in the middle; the printer repeats it after the repair. */
  readonly isComplete: boolean;
  readonly printedMm: number;
}

export interface PrintOrder {
  readonly bitmap: LabelImage;
  readonly rawBytes: Uint8Array;
  readonly copies: number;
  readonly heightMm: number;
  readonly mmPerSecond: number;
}

/** A fault that strikes when the head has printed so many millimetres of the next label. */
export interface PlannedFault {
  readonly block: TsplBlock;
  readonly atMm: number;
}

/** The moving parts: one label after the other at the speed of the paper, stopped by faults, repeated after a repair. */
export class PrintEngine {
  readonly blocks = new Set<TsplBlock>();
  readonly labels: PrintedLabel[] = [];
  readonly #timers: Timers;
  readonly #isInstant: boolean;
  readonly #onLabel: (label: PrintedLabel) => void;
  #queue: PrintOrder[] = [];
  #copiesDone = 0;
  #moving: { readonly startedAtMs: number; readonly cancel: () => void } | null = null;
  #paperLeftMm = Number.POSITIVE_INFINITY;
  #planned: PlannedFault | null = null;

  constructor(timers: Timers, isInstant: boolean, onLabel: (label: PrintedLabel) => void) {
    this.#timers = timers;
    this.#isInstant = isInstant;
    this.#onLabel = onLabel;
  }

  get isMoving(): boolean {
    return this.#moving !== null;
  }

  /** Labels accepted and not yet out, the one under the head included. */
  get waiting(): number {
    return this.#queue.reduce((sum, order) => sum + order.copies, 0) - this.#copiesDone;
  }

  print(order: PrintOrder): void {
    this.#queue.push(order);
    this.#advance();
  }

  loadPaper(mm: number): void {
    this.#paperLeftMm = mm;
    this.unblock('paper_out');
  }

  planFault(fault: PlannedFault): void {
    this.#planned = fault;
  }

  /** Stops at once in the middle of a label, except `paused` and `head_hot`, which wait for its end. */
  block(block: TsplBlock): void {
    this.blocks.add(block);
    if (block !== 'paused' && block !== 'head_hot') this.#interrupt();
  }

  unblock(block: TsplBlock): void {
    this.blocks.delete(block);
    this.#advance();
  }

  /** Forgets everything that waits, as after a power cut or a reset; a label under the head stays half printed. */
  forget(): void {
    this.#interrupt();
    this.#queue = [];
    this.#copiesDone = 0;
  }

  #advance(): void {
    while (this.#moving === null && this.blocks.size === 0) {
      const order = this.#queue[0];
      if (!order) return;
      if (this.#paperLeftMm <= 0) {
        this.blocks.add('paper_out');
        return;
      }
      const stop = this.#nextStop(order);
      if (!this.#isInstant) {
        const cancel = this.#timers.after((stop.atMm / order.mmPerSecond) * 1_000, () => {
          this.#moving = null;
          this.#finish(order, stop);
          this.#advance();
        });
        this.#moving = { startedAtMs: this.#timers.nowMs(), cancel };
        return;
      }
      this.#finish(order, stop);
    }
  }

  /** Where this label ends: at its length, at the end of the paper, or at the planned fault. */
  #nextStop(order: PrintOrder): { readonly atMm: number; readonly block: TsplBlock | null } {
    const planned = this.#planned;
    if (planned && planned.atMm <= Math.min(order.heightMm, this.#paperLeftMm)) {
      this.#planned = null;
      return planned;
    }
    if (this.#paperLeftMm < order.heightMm) return { atMm: this.#paperLeftMm, block: 'paper_out' };
    return { atMm: order.heightMm, block: this.#paperLeftMm === order.heightMm ? 'paper_out' : null };
  }

  #finish(order: PrintOrder, stop: { readonly atMm: number; readonly block: TsplBlock | null }): void {
    this.#paperLeftMm -= stop.atMm;
    if (stop.block) this.blocks.add(stop.block);
    const isComplete = stop.atMm >= order.heightMm;
    if (isComplete) this.#countCopy(order);
    this.#eject(order, stop.atMm, isComplete);
  }

  #countCopy(order: PrintOrder): void {
    this.#copiesDone++;
    if (this.#copiesDone < order.copies) return;
    this.#queue.shift();
    this.#copiesDone = 0;
  }

  #interrupt(): void {
    const order = this.#queue[0];
    if (!this.#moving || !order) return;
    this.#moving.cancel();
    const elapsedMs = this.#timers.nowMs() - this.#moving.startedAtMs;
    this.#moving = null;
    const printedMm = Math.min(order.heightMm, (elapsedMs / 1_000) * order.mmPerSecond);
    this.#paperLeftMm -= printedMm;
    this.#eject(order, printedMm, false);
  }

  #eject(order: PrintOrder, printedMm: number, isComplete: boolean): void {
    const rows = Math.floor((printedMm / order.heightMm) * order.bitmap.heightDots);
    const label: PrintedLabel = {
      bitmap: isComplete ? order.bitmap : cutImage(order.bitmap, rows),
      rawBytes: order.rawBytes,
      printedAtMs: this.#timers.nowMs(),
      isComplete,
      printedMm,
    };
    this.labels.push(label);
    this.#onLabel(label);
  }
}
