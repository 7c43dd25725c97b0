import type { Clock } from '#core/kernel/clock.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { EchoListener } from '#main/devices/printers/echo-listener.ts';
import type { PrintState } from '#main/devices/printers/print-outcome.ts';
import type { PrintTiming } from '#main/devices/printers/print-timing.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import type { Transport } from '#main/devices/transports/transport.ts';

/** What is to be printed, on what, and who wants to hear of it. */
export interface PrintJobRequest {
  /** The encoded job; one call sends it at most once. */
  readonly bytes: Uint8Array;
  readonly language: PrinterLanguage;
  /** Makes the connection of this job; it is opened and closed here. */
  readonly transportFactory: () => Transport;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly timing?: Partial<PrintTiming>;
  /** The label before it was still at work so long after its last byte, and done soon after; left out when nothing is known. */
  readonly expectedMs?: number | undefined;
  /** Called with the time since the last byte whenever the printer says that it is at work. */
  readonly onAtWork?: (sinceLastByteMs: number) => void;
  /** Called synchronously; when it throws at `sending`, nothing leaves. */
  readonly onState?: (state: PrintState) => void;
  readonly onProgress?: (bytesSent: number) => void;
  /** Ends the waiting: before the first byte the job fails, after it the outcome is unconfirmed. */
  readonly signal?: AbortSignal;
  /** See JobTicket: for paths that keep whole jobs. */
  readonly name?: () => string;
}

/** One job under way. */
export interface PrintRun {
  readonly request: PrintJobRequest;
  /** All that is sent: the job, and behind it the mark that its printer sends back. */
  readonly bytes: Uint8Array;
  readonly echo: EchoListener | null;
  readonly timing: PrintTiming;
  readonly transport: Transport;
}
