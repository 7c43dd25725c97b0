import type { PrinterBlockReason } from '#main/devices/printers/printer-status.ts';
import type { PrinterProblem } from '#main/devices/printers/print-outcome.ts';

/** What the devices page shows of a printer right now. */
export interface PrinterLive {
  /** `unknown`: not asked yet, or a printer that never answers. */
  readonly status: 'online' | 'busy' | 'blocked' | 'offline' | 'unknown';
  /** Raw state in hex, a cause, or empty. */
  readonly detail: string;
  readonly problem: PrinterProblem | null;
  /** Everything that stops it, where it told: the problem names the first of them only. */
  readonly causes?: readonly PrinterBlockReason[];
  /** How long the last label took from the moment at which the printer was seen at work. */
  readonly labelMs?: number;
  /** When this state began. */
  readonly sinceMs: number;
}
