import { blankImage, drawBitmap, orientImage } from '#main/simulators/devices/tspl/label-image.ts';
import type { LabelImage } from '#main/simulators/devices/tspl/label-image.ts';
import { PrintEngine } from '#main/simulators/devices/tspl/print-engine.ts';
import type { PlannedFault, PrintedLabel } from '#main/simulators/devices/tspl/print-engine.ts';
import { createTsplParser } from '#main/simulators/devices/tspl/tspl-parser.ts';
import type { TsplEvent } from '#main/simulators/devices/tspl/tspl-parser.ts';
import { applySetup, FACTORY_SETUP, paperSpeed } from '#main/simulators/devices/tspl/tspl-setup.ts';
import { longStatus, shortStatus } from '#main/simulators/devices/tspl/tspl-status.ts';
import type { TsplBlock } from '#main/simulators/devices/tspl/tspl-status.ts';
import { realTimers } from '#main/simulators/devices/timers.ts';
import type { Timers } from '#main/simulators/devices/timers.ts';

export interface TsplPrinterOptions {
  /** 8 for "203 dpi", 11.811 for "300 dpi". */
  readonly dotsPerMm?: number;
  readonly timers?: Timers;
  /** Labels come out without taking time. */
  readonly isInstant?: boolean;
  /** With `isInstant`: the first status answer after a label still says "printing", so that a watching host sees the busy phase. */
  readonly isBusyUntilAsked?: boolean;
  /** Many clones know only `ESC ! ?`. */
  readonly hasLongStatus?: boolean;
}

/** How the printer answers questions about its state; the defaults are a healthy printer. */
export interface StatusManners {
  readonly delayMs: number;
  /** 0 = the answer is lost, 2 = it comes twice. */
  readonly copies: number;
}

/** One way into the printer: a socket or a cable. */
export interface TsplChannel {
  receive(bytes: Uint8Array): void;
}

export interface TsplPrinter {
  /** Paper that came out, half labels included. */
  readonly labels: readonly PrintedLabel[];
  onLabel(listener: (label: PrintedLabel) => void): () => void;
  /** Labels accepted and not yet out. */
  readonly waitingLabels: number;
  readonly isPrinting: boolean;
  /** Input that no TSPL printer would understand. */
  readonly complaints: readonly string[];
  /** Opens a way in; a command begun on it dies with it. */
  connect(reply: (bytes: Uint8Array) => void): TsplChannel;
  /** Puts in paper of this length (endless by default) and goes on; a damaged label is repeated. */
  loadPaper(mm?: number): void;
  block(reason: TsplBlock): void;
  unblock(reason: TsplBlock): void;
  planFault(fault: PlannedFault): void;
  /** The head is too hot for so long; printing goes on by itself afterwards. */
  overheat(ms: number): void;
  answerStatus(manners: Partial<StatusManners>): void;
  setBufferFull(isFull: boolean): void;
  /** Power cut or reset: buffer, set-up and waiting labels are gone. */
  restart(): void;
}

const BUSY_AFTERGLOW_MS = 15;
const HEALTHY: StatusManners = { delayMs: 0, copies: 1 };

/**
 * A TSPL label printer without a cable, written from the reference alone (devices.md, sections 3 and 12): it shares nothing
 * with the encoder that it checks. Connect it through `startTsplPrinterTcp` or `startTsplPrinterPty`.
 */
export function createTsplPrinter(options: TsplPrinterOptions = {}): TsplPrinter {
  const timers = options.timers ?? realTimers;
  const dotsPerMm = options.dotsPerMm ?? 8;
  const listeners = new Set<(label: PrintedLabel) => void>();
  const complaints: string[] = [];
  const engine = new PrintEngine(timers, options.isInstant ?? false, (label) => {
    if (options.isInstant && options.isBusyUntilAsked) isBusyLatched = true;
    for (const listener of listeners) listener(label);
  });
  let setup = FACTORY_SETUP;
  let image: LabelImage = newImage();
  let manners = HEALTHY;
  let isBusyLatched = false;
  let isBufferFull = false;

  function newImage(): LabelImage {
    return blankImage(Math.round(setup.widthMm * dotsPerMm), Math.round(setup.heightMm * dotsPerMm));
  }

  function connect(reply: (bytes: Uint8Array) => void): TsplChannel {
    const parser = createTsplParser();
    let received: Uint8Array[] = [];
    return {
      receive(bytes) {
        received.push(bytes.slice());
        for (const event of parser.push(bytes)) {
          if (event.kind === 'immediate') actAtOnce(event, reply);
          else if (event.kind === 'command' && event.name === 'PRINT') {
            print(event.args, Buffer.concat(received));
            received = [];
          } else execute(event);
        }
      },
    };
  }

  function actAtOnce(event: Extract<TsplEvent, { kind: 'immediate' }>, reply: (bytes: Uint8Array) => void): void {
    const letter = String.fromCharCode(event.code);
    if (letter === '?') answer(shortStatus, reply);
    else if (letter === 'S' && (options.hasLongStatus ?? true)) answer(longStatus, reply);
    // A picture may hold any bytes: questions found in it are answered, orders are not obeyed.
    else if (!event.insidePayload) obey(letter);
  }

  function obey(letter: string): void {
    switch (letter) {
      case 'P':
        return engine.block('paused');
      case 'O':
        return engine.unblock('paused');
      case '.':
        return engine.forget();
      case 'R':
        return restart();
      default:
        complaints.push(`ESC ! ${letter}`);
    }
  }

  function answer(format: typeof shortStatus, reply: (bytes: Uint8Array) => void): void {
    // Built when the question arrives: a late answer tells an old state.
    const isPrinting = engine.isMoving || isBusyLatched;
    // Not at once: questions that piled up behind a long job are answered alike, as a printer at work would.
    if (isBusyLatched) timers.after(BUSY_AFTERGLOW_MS, () => (isBusyLatched = false));
    const bytes = format({ blocks: engine.blocks, isPrinting, isBufferFull });
    const send = (): void => {
      for (let copy = 0; copy < manners.copies; copy++) reply(bytes);
    };
    if (manners.delayMs === 0) send();
    else timers.after(manners.delayMs, send);
  }

  function execute(event: Exclude<TsplEvent, { kind: 'immediate' }>): void {
    if (event.kind === 'malformed') complaints.push(event.text);
    else if (event.kind === 'bitmap') drawBitmap(image, event.bitmap, setup.reference);
    else if (event.name === 'CLS') image = newImage();
    else {
      const changed = applySetup(setup, event.name, event.args, dotsPerMm);
      if (changed) setup = changed;
      else complaints.push([event.name, ...event.args].join(' '));
    }
  }

  /** `PRINT m[,n]`: m sets of n copies. The picture stays in the buffer. */
  function print(args: readonly string[], rawBytes: Uint8Array): void {
    const [sets = 1, each = 1] = args.map(Number);
    const copies = sets * each;
    if (!Number.isInteger(copies) || copies < 1) {
      complaints.push(`PRINT ${args.join(',')}`);
      return;
    }
    const bitmap = orientImage(image, setup.isTurned, setup.isMirrored);
    engine.print({ bitmap, rawBytes, copies, heightMm: setup.heightMm, mmPerSecond: paperSpeed(setup) });
  }

  function restart(): void {
    engine.forget();
    engine.blocks.delete('paused');
    setup = FACTORY_SETUP;
    image = newImage();
    isBusyLatched = false;
  }

  return {
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
    connect,
    loadPaper: (mm = Number.POSITIVE_INFINITY) => engine.loadPaper(mm),
    block: (reason) => engine.block(reason),
    unblock: (reason) => engine.unblock(reason),
    planFault: (fault) => engine.planFault(fault),
    overheat(ms) {
      engine.block('head_hot');
      timers.after(ms, () => engine.unblock('head_hot'));
    },
    answerStatus(changes) {
      manners = { ...manners, ...changes };
    },
    setBufferFull(isFull) {
      isBufferFull = isFull;
    },
    restart,
  };
}
