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
  send(bytes: Uint8Array, onProgress?: (bytesSent: number) => void): Promise<SendOutcome>;
  /** Bytes that the device sends at any time. Returns the unsubscribe function. */
  onData(listener: (bytes: Uint8Array) => void): () => void;
  /** Fires once when the path is gone: unplugged, reset, ended by the peer, or closed by us. */
  onClosed(listener: (reason: { readonly byUs: boolean; readonly detail: string }) => void): () => void;
  /** Finishes pending writes, half-closes where possible, reads until the peer closes or `graceMs` passed. */
  close(graceMs?: number): Promise<void>;
}

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
  | {
      readonly kind: 'hid';
      /** Four hexadecimal digits in lower case. */
      readonly vendorId: string;
      readonly productId: string;
      /** Tells two of a kind apart; null for devices that have none. */
      readonly serialNumber: string | null;
    };
