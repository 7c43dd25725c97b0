import type { OrderReading } from '#main/plugins/channels/channel-connector.ts';
import type { PageScope } from '#main/usecases/orders/page-reader.ts';

/** Many byte arrays in one buffer, which changes threads without being copied. */
export interface JoinedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lengths: readonly number[];
}

export interface PageRequest {
  readonly id: number;
  readonly scope: PageScope;
  readonly payloads: JoinedBytes;
}

/** What was read, in the order of the payloads; or why the thread could not. */
export type PageReply =
  | {
      readonly id: number;
      readonly digests: readonly string[];
      readonly packed: JoinedBytes;
      readonly readings: readonly OrderReading[];
    }
  | { readonly id: number; readonly fault: string };

export function joinBytes(parts: readonly Uint8Array[]): JoinedBytes {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return { bytes, lengths: parts.map((part) => part.byteLength) };
}

/** The parts as views of the whole. */
export function splitBytes({ bytes, lengths }: JoinedBytes): Uint8Array[] {
  let at = 0;
  return lengths.map((length) => bytes.subarray(at, (at += length)));
}
