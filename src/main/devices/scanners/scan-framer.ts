import type { ErrorCode } from '#shared/errors/catalog.ts';

/** What the scanner was programmed to send after each code. */
export type ScanSuffix = 'crlf' | 'cr' | 'lf' | 'none';

/** What a framer has to say beside codes. */
export interface ScanReports {
  /** A code came of which a part is missing: it must be scanned again. */
  torn(): void;
  /** This is no scanner: give it back and leave it alone. */
  refuse(code: ErrorCode): void;
}

/** Cuts the bytes of a serial scanner into codes. Pure; the caller keeps the time. */
export interface ScanFramer {
  /** Codes completed by these bytes. */
  push(bytes: Uint8Array): string[];
  /** The line has been silent for {@link ScanFramer.silenceMs}: what stands is a whole code. Null when nothing stands. */
  endBySilence(): string | null;
  readonly isPending: boolean;
  readonly silenceMs: number;
}

/** Twice the longest symbol there is (QR, 7,089 digits); more without an end is a broken line. */
const LIMIT_BYTES = 16_384;
const SILENCE_MS = 100;
/** With a suffix to wait for, a pause is just a slow line; the silence only catches a scanner that was set up without it. */
const SILENCE_WITH_SUFFIX_MS = 500;

const ENDS: Readonly<Record<ScanSuffix, readonly number[]>> = { crlf: [0x0d, 0x0a], cr: [0x0d], lf: [0x0a], none: [] };

/** @param suffix a CR LF scanner is also understood when it sends only one of the two */
export function createScanFramer(suffix: ScanSuffix): ScanFramer {
  const ends = ENDS[suffix];
  let bytesSoFar: number[] = [];

  function take(): string | null {
    const bytes = Uint8Array.from(bytesSoFar);
    bytesSoFar = [];
    return bytes.length === 0 ? null : decodeText(bytes);
  }

  return {
    push(bytes) {
      const codes: string[] = [];
      for (const byte of bytes) {
        if (ends.includes(byte)) {
          const code = take();
          if (code !== null) codes.push(code);
        } else if (bytesSoFar.length < LIMIT_BYTES) bytesSoFar.push(byte);
      }
      return codes;
    },
    endBySilence: take,
    get isPending() {
      return bytesSoFar.length > 0;
    },
    silenceMs: suffix === 'none' ? SILENCE_MS : SILENCE_WITH_SUFFIX_MS,
  };
}

/** UTF-8 where it is valid, else one character per byte, so that no byte is lost or invented. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
