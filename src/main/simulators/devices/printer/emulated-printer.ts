import type { PlannedFault, PrintedLabel, PrinterBlock } from '#main/simulators/devices/printer/print-engine.ts';
import type { Timers } from '#main/simulators/devices/timers.ts';

/** What every emulated printer can be told when it is built. */
export interface PrinterOptions {
  /** 8 for "203 dpi", 11.811 for "300 dpi". */
  readonly dotsPerMm?: number;
  readonly timers?: Timers;
  /** Speed of the paper, whatever a job asks for. */
  readonly mmPerSecond?: number;
  /** Labels come out without taking time. */
  readonly isInstant?: boolean;
  /** The first status answer after a label still says "printing", so that a watching host sees the busy phase, however short it was. */
  readonly isBusyUntilAsked?: boolean;
}

/** How the printer answers questions about its state; the defaults are a healthy printer. */
export interface StatusManners {
  readonly delayMs: number;
  /** 0 = the answer is lost, 2 = it comes twice. */
  readonly copies: number;
  /** Torn into single bytes, each on its own way through the network. */
  readonly isTorn: boolean;
}

/** One way into the printer: a socket or a cable. */
export interface PrinterChannel {
  receive(bytes: Uint8Array): void;
}

/** A printer of any language: its paper, its faults, its answers. */
export interface EmulatedPrinter {
  /** Paper that came out, half labels included. */
  readonly labels: readonly PrintedLabel[];
  onLabel(listener: (label: PrintedLabel) => void): () => void;
  /** Labels accepted and not yet out. */
  readonly waitingLabels: number;
  readonly isPrinting: boolean;
  /** Input that no real printer would take. */
  readonly complaints: readonly string[];
  /** Opens a way in; a command begun on it dies with it. */
  connect(reply: (bytes: Uint8Array) => void): PrinterChannel;
  /** Puts in paper of this length (endless by default) and goes on. */
  loadPaper(mm?: number): void;
  block(reason: PrinterBlock): void;
  unblock(reason: PrinterBlock): void;
  planFault(fault: PlannedFault): void;
  /** The head is too hot for so long; printing goes on by itself afterwards. */
  overheat(ms: number): void;
  /** The paper lies so many millimetres off until the sensor is calibrated: new labels of another size were put in. */
  misplacePaper(mm: number): void;
  /** How often the paper sensor was calibrated. */
  readonly calibrations: number;
  answerStatus(manners: Partial<StatusManners>): void;
  setBufferFull(isFull: boolean): void;
  /** Power cut or reset: buffer, set-up and waiting labels are gone. */
  restart(): void;
}
