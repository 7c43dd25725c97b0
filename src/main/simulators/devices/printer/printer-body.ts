import type {
  EmulatedPrinter,
  PrinterOptions,
  StatusManners,
} from '#main/simulators/devices/printer/emulated-printer.ts';
import { moveDown } from '#main/simulators/devices/printer/label-image.ts';
import type { LabelImage } from '#main/simulators/devices/printer/label-image.ts';
import { PrintEngine } from '#main/simulators/devices/printer/print-engine.ts';
import type { PrintedLabel, PrinterBlock } from '#main/simulators/devices/printer/print-engine.ts';
import { realTimers } from '#main/simulators/devices/timers.ts';
import type { Timers } from '#main/simulators/devices/timers.ts';

/** What a status answer is built from. */
export interface PrinterState {
  readonly blocks: ReadonlySet<PrinterBlock>;
  readonly isPrinting: boolean;
  readonly isBufferFull: boolean;
}

/** What all languages share: paper, faults and the manners of answering. A language adds how to understand its input. */
export interface PrinterBody {
  readonly engine: PrintEngine;
  readonly timers: Timers;
  readonly dotsPerMm: number;
  readonly complaints: string[];
  /** Answers a question about the state; null keeps silent. */
  answer(reply: (bytes: Uint8Array) => void, build: (state: PrinterState) => Uint8Array | null): void;
  /** A picture as it comes to lie on the paper. */
  place(image: LabelImage): LabelImage;
  /** Blank labels of this size go past the sensor; the paper lies right from then on. */
  calibrate(blank: LabelImage, heightMm: number): void;
  /** After a reset: nothing waits, nobody is at work. */
  reset(): void;
  /** The part of the printer that has nothing to do with its language. */
  readonly face: Omit<EmulatedPrinter, 'connect' | 'restart'>;
}

const BUSY_AFTERGLOW_MS = 15;
/** 2 inches a second. */
const FEED_MM_PER_SECOND = 50.8;
const HEALTHY: StatusManners = { delayMs: 0, copies: 1, isTorn: false };

export function createPrinterBody(options: PrinterOptions & { readonly repeatsDamaged: boolean }): PrinterBody {
  const timers = options.timers ?? realTimers;
  const listeners = new Set<(label: PrintedLabel) => void>();
  const complaints: string[] = [];
  const engine = new PrintEngine({
    timers,
    isInstant: options.isInstant ?? false,
    mmPerSecond: options.mmPerSecond,
    repeatsDamaged: options.repeatsDamaged,
    onLabel(label) {
      if (options.isBusyUntilAsked) isBusyLatched = true;
      for (const listener of listeners) listener(label);
    },
  });
  let manners = HEALTHY;
  let isBusyLatched = false;
  let isBufferFull = false;
  let tornUntilMs = 0;
  const torn: (() => void)[] = [];
  let misplacedMm = 0;
  let calibrations = 0;

  function answer(reply: (bytes: Uint8Array) => void, build: (state: PrinterState) => Uint8Array | null): void {
    // Built when the question arrives: a late answer tells an old state.
    const bytes = build({
      blocks: engine.blocks,
      isBufferFull,
      // An answer that names faults or the model alone does not look here, and the busy phase waits for one that does.
      get isPrinting() {
        // Not at once: questions that piled up behind a long job are answered alike, as a printer at work would.
        if (isBusyLatched) timers.after(BUSY_AFTERGLOW_MS, () => (isBusyLatched = false));
        return engine.isMoving || isBusyLatched;
      },
    });
    if (!bytes) return;
    const { copies, delayMs, isTorn } = manners;
    const send = (): void => {
      for (let copy = 0; copy < copies; copy++) {
        if (!isTorn) reply(bytes);
        else for (const byte of bytes) tear(() => reply(Uint8Array.of(byte)));
      }
    };
    if (delayMs === 0) send();
    else timers.after(delayMs, send);
  }

  /** A byte a millisecond, in their order: also when the next answer begins before the last byte of the one before, and whichever timer fires first. */
  function tear(sendByte: () => void): void {
    torn.push(sendByte);
    const nowMs = timers.nowMs();
    tornUntilMs = Math.max(tornUntilMs, nowMs) + 1;
    timers.after(tornUntilMs - nowMs, () => torn.shift()?.());
  }

  return {
    engine,
    timers,
    dotsPerMm: options.dotsPerMm ?? 8,
    complaints,
    answer,
    place: (image) => (misplacedMm === 0 ? image : moveDown(image, Math.round(misplacedMm * (options.dotsPerMm ?? 8)))),
    calibrate(blank, heightMm) {
      calibrations += 1;
      misplacedMm = 0;
      engine.print({ bitmap: blank, rawBytes: new Uint8Array(), copies: 2, heightMm, mmPerSecond: FEED_MM_PER_SECOND });
    },
    reset() {
      engine.forget();
      engine.blocks.delete('paused');
      isBusyLatched = false;
    },
    face: {
      labels: engine.labels,
      onLabel(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      get waitingLabels() {
        return engine.waiting;
      },
      get isPrinting() {
        return engine.isMoving;
      },
      complaints,
      loadPaper: (mm = Number.POSITIVE_INFINITY) => engine.loadPaper(mm),
      block: (reason) => engine.block(reason),
      unblock: (reason) => engine.unblock(reason),
      planFault: (fault) => engine.planFault(fault),
      overheat(ms) {
        engine.block('head_hot');
        timers.after(ms, () => engine.unblock('head_hot'));
      },
      misplacePaper(mm) {
        misplacedMm = mm;
      },
      get calibrations() {
        return calibrations;
      },
      answerStatus(changes) {
        manners = { ...manners, ...changes };
      },
      setBufferFull(isFull) {
        isBufferFull = isFull;
      },
    },
  };
}

/** Joins a language's way in and its reset to the body. Keeps the live properties of the face live. */
export function completePrinter(
  body: PrinterBody,
  language: Pick<EmulatedPrinter, 'connect' | 'restart'>,
): EmulatedPrinter {
  return Object.assign(body.face, language);
}
