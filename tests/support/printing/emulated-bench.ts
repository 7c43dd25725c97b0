import { manualTimers } from '#main/simulators/devices/manual-timers.ts';
import type { ManualTimers } from '#main/simulators/devices/manual-timers.ts';
import type { EmulatedPrinter, PrinterOptions } from '#main/simulators/devices/printer/emulated-printer.ts';

export interface EmulatedBench<T extends EmulatedPrinter> {
  readonly printer: T;
  readonly timers: ManualTimers;
  /** All answers so far as text, one character a byte, and forgets them. */
  answers(): string;
  send(...parts: readonly (string | Uint8Array)[]): void;
  /** Dots of a label in hexadecimal. */
  dots(index?: number): string;
}

/** An emulated printer on a desk: no cable, time that stands still until told otherwise. */
export function emulatedBench<T extends EmulatedPrinter, O extends PrinterOptions>(
  create: (options: O & PrinterOptions) => T,
  options: O,
): EmulatedBench<T> {
  const timers = manualTimers();
  const printer = create({ timers, ...options });
  const heard: Uint8Array[] = [];
  const channel = printer.connect((bytes) => heard.push(bytes));
  return {
    printer,
    timers,
    answers: () => Buffer.concat(heard.splice(0)).toString('latin1'),
    send: (...parts) =>
      parts.forEach((part) => channel.receive(typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
    dots: (index = 0) => Buffer.from(printer.labels[index]?.bitmap.data ?? []).toString('hex'),
  };
}
