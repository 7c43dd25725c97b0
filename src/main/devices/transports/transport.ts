import type { PrinterStatus } from '#main/devices/printers/printer-status.ts';
import type { InputAddress } from '#shared/contract/input-address.ts';
import type { PrinterOnlyAddress } from '#shared/contract/printer-address.ts';

/**
 * A byte path to one device: TCP 9100, serial line, USB, queue, file. Knows nothing of languages.
 * A transport object lives for one connection; after `closed` a new one is made, because a closed serial port object
 * keeps writes and sends them on its next open (reference devices.md, hard rule 3).
 */
export interface Transport {
  /** e.g. `tcp 127.0.0.1:9100`, for logs and the devices page. */
  readonly description: string;
  /** Resolves when the path is open; rejects with AppError ERR_DEVICE_OFFLINE, _PORT_BUSY, _PORT_MISSING or _TIMEOUT. */
  open(signal?: AbortSignal): Promise<void>;
  /**
   * Sends all bytes with back-pressure; `onProgress` gets the count handed to the system so far.
   * A break in the middle is a result, not an exception: how many bytes may have left decides what the operator is asked.
   */
  send(bytes: Uint8Array, onProgress?: (bytesSent: number) => void, ticket?: JobTicket): Promise<SendOutcome>;
  /** Bytes that the device sends at any time. Returns the unsubscribe function. */
  onData(listener: (bytes: Uint8Array) => void): () => void;
  /** Fires once when the path is gone: unplugged, reset, ended by the peer, or closed by us. */
  onClosed(listener: (reason: { readonly byUs: boolean; readonly detail: string }) => void): () => void;
  /** Only where another program keeps whole jobs: then one `send` is one job. */
  readonly keeper?: JobKeeper;
  /** Only where the cable itself tells the state (USB printer class): of use to languages that have no question for it. */
  readonly portStatus?: () => Promise<PrinterStatus | null>;
  /** Finishes pending writes, half-closes where possible, reads until the peer closes or `graceMs` passed. */
  close(graceMs?: number): Promise<void>;
}

/** What a path that keeps whole jobs needs to know beside the bytes. */
export interface JobTicket {
  /** One name per physical label for ever: label key and number of the print. Never sent twice with other bytes. */
  readonly name: string;
  readonly mediaType: string;
}

/** Bytes that must not be touched on their way; what a queue does with other kinds is its own affair. */
export const UNALTERED = 'application/octet-stream';

/** Of a job that nobody named. */
export const NO_TICKET: JobTicket = { name: 'label', mediaType: UNALTERED };

/**
 * A program between us and the paper that takes whole jobs: a system queue, a print component, a folder. It is asked
 * instead of the printer's language, and what it says of a job is no more than "handed to the system" (devices.md section 7).
 */
export interface JobKeeper {
  /** How queue and printer stand. @throws AppError when nobody answers */
  status(): Promise<PrinterStatus>;
  /** What became of the job that was sent last. @throws AppError when nobody answers */
  job(): Promise<KeptJob>;
}

export type KeptJob =
  | { readonly state: 'waiting' | 'printing' | 'done' }
  | { readonly state: 'blocked'; readonly reasons: PrinterStatus['reasons'] }
  /** It ended otherwise, or its keeper no longer knows it: whether paper came out, nobody can say. */
  | { readonly state: 'lost'; readonly detail: string };

export type SendOutcome =
  | { readonly ok: true; readonly bytesSent: number }
  | { readonly ok: false; readonly bytesSent: number; readonly detail: string };

/** Where a device hangs; stored as JSON in the device row. */
export type TransportAddress =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'serial';
      readonly path: string;
      readonly baudRate: number;
      readonly dataBits: 7 | 8;
      readonly parity: 'none' | 'even' | 'odd';
      readonly stopBits: 1 | 2;
      readonly flow: 'none' | 'rtscts' | 'xonxoff';
    }
  | PrinterOnlyAddress
  | InputAddress
  | {
      readonly kind: 'hid';
      /** Four hexadecimal digits in lower case. */
      readonly vendorId: string;
      readonly productId: string;
      /** Tells two of a kind apart; null for devices that have none. */
      readonly serialNumber: string | null;
    };
