import type { PrinterBlockReason } from '#main/devices/printers/printer-status.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** A coded reason, ready for a job row and for the screen. */
export interface PrinterProblem {
  readonly code: ErrorCode;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

/** What a job passes through, in the order in which it happens (devices.md section 7). */
export type PrintState =
  /** The printer still prints something else; nothing was sent. */
  | { readonly state: 'waiting' }
  /** Told before the first byte leaves: whoever records it can never take a crash after it for "nothing sent". */
  | { readonly state: 'sending'; readonly bytesTotal: number }
  /** The printer was seen at work on this job. */
  | { readonly state: 'printing'; readonly bytesSent: number }
  /** The printer holds the job until somebody helps; it goes on by itself, nothing is sent again. */
  | { readonly state: 'blocked'; readonly reasons: readonly PrinterBlockReason[]; readonly bytesSent: number };

/** How a job ended. Nothing is ever sent a second time: every end but `blocked` and `failed` may have used paper. */
export type PrintOutcome =
  | {
      readonly state: 'printed';
      readonly proof: 'acknowledged' | 'inferred' | 'handed_to_system';
      readonly bytesSent: number;
    }
  /** All bytes left, and this printer can tell no more: openly unconfirmed. */
  | { readonly state: 'sent'; readonly bytesSent: number }
  /** Not ready before the start: surely nothing was sent. */
  | {
      readonly state: 'blocked';
      readonly reasons: readonly PrinterBlockReason[];
      readonly bytesSent: 0;
      readonly problem: PrinterProblem;
    }
  /** Surely nothing was sent. */
  | { readonly state: 'failed'; readonly problem: PrinterProblem }
  /** The connection broke after the first byte: up to `bytesSent` bytes may have reached the printer. */
  | { readonly state: 'interrupted'; readonly bytesSent: number; readonly problem: PrinterProblem }
  /** Everything was sent, but the printer did not show in time that it printed. */
  | { readonly state: 'unconfirmed'; readonly bytesSent: number; readonly problem: PrinterProblem };

export function interrupted(bytesSent: number, detail: string): PrintOutcome {
  return { state: 'interrupted', bytesSent, problem: { code: 'ERR_DEVICE_INTERRUPTED', data: { bytesSent, detail } } };
}

export function unconfirmed(bytesSent: number, detail: string): PrintOutcome {
  return { state: 'unconfirmed', bytesSent, problem: { code: 'ERR_PRINTER_UNCONFIRMED', data: { bytesSent, detail } } };
}
