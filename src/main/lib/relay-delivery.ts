import { z } from 'zod';
import { parseJson } from '#main/lib/http-json.ts';

/** One request at a mailbox, byte for byte. */
export interface RelayedDelivery {
  readonly method: string;
  /** Of the address behind the mailbox, not decoded; empty, or with its leading slash. */
  readonly path: string;
  /** Without its question mark, not decoded. */
  readonly query: string;
  /** All of them, as spelled and in their order. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

const Head = z.object({
  method: z.string(),
  path: z.string(),
  query: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
});

const LENGTH_BYTES = 4;

/** Length of the head (4 bytes, big-endian) || head as JSON || body. */
export function packDelivery({ body, ...head }: RelayedDelivery): Buffer {
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, body]);
}

/** Null for bytes that are none. */
export function unpackDelivery(bytes: Uint8Array): RelayedDelivery | null {
  const all = Buffer.from(bytes);
  if (all.length < LENGTH_BYTES) return null;
  const end = LENGTH_BYTES + all.readUInt32BE(0);
  const head = Head.safeParse(parseJson(all.subarray(LENGTH_BYTES, end)));
  return head.success && end <= all.length ? { ...head.data, body: new Uint8Array(all.subarray(end)) } : null;
}

/** What a box is about: a host that moves it to another place makes it unreadable. */
export function aboutPush(mailbox: string, sequence: number, receivedAtMs: number): string {
  return `${mailbox}\n${sequence}\n${receivedAtMs}`;
}
