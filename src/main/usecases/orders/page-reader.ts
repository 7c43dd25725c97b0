import { hash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { ChannelConnector, OrderReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';

/** What all messages of a page have in common. */
export interface PageScope {
  readonly channelId: string;
  /** ISO 4217, for vendors that send amounts without one. */
  readonly currency: string;
  readonly statusMap: readonly StatusMapRow[];
}

/** The digest over the very bytes received (SHA-256, hexadecimal), and their compressed form for the archive. */
export interface PackedPayload {
  readonly sha256: string;
  readonly packed: Uint8Array;
}

/** All that can be made of a payload without the database. */
export interface ReadPayload extends PackedPayload {
  readonly reading: OrderReading;
}

/** Reads whole pages of orders beside the event loop. */
export interface PageReader {
  /**
   * @returns one for each payload, in their order (what is no order says so in its `reading`); null where the page is not worth it or
   * could not be read there, and the caller reads it
   */
  read(scope: PageScope, payloads: readonly Uint8Array[]): Promise<readonly ReadPayload[] | null>;
}

/** Orders are a few kilobytes: zlib's usual window and tables would take longer to clear than the text to compress. */
const SMALL_WINDOW = { level: 1, windowBits: 12, memLevel: 5, chunkSize: 2048 };
const SMALL_BYTES = 16_384;

export function packPayload(payload: Uint8Array): PackedPayload {
  const packed = deflateRawSync(payload, payload.byteLength <= SMALL_BYTES ? SMALL_WINDOW : { level: 1 });
  return { sha256: hash('sha256', payload), packed };
}

export function readPayload(
  connector: Pick<ChannelConnector, 'readOrder'>,
  { currency, statusMap }: Omit<PageScope, 'channelId'>,
  payload: Uint8Array,
): ReadPayload {
  return { ...packPayload(payload), reading: connector.readOrder(payload, { currency, statusMap }) };
}
