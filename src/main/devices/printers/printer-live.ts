import type { PrinterProblem } from '#main/devices/printers/print-outcome.ts';

/** What the devices page shows of a printer right now. */
export interface PrinterLive {
  /** `unknown`: not asked yet, or a printer that never answers. */
  readonly status: 'online' | 'busy' | 'blocked' | 'offline' | 'unknown';
  /** Raw state in hex, a cause, or empty. */
  readonly detail: string;
  readonly problem: PrinterProblem | null;
  /** When this state began. */
  readonly sinceMs: number;
}
