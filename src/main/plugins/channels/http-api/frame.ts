import { parseJson } from '#main/lib/http-json.ts';
import { z } from 'zod';

/**
 * An archived order: what the mapping made of it, and the row that it was made of, as it was sent (XML, and rows that an expression
 * picked out of a larger answer, as they were read). Only the frame around them is ours.
 */
export const OrderFrame = z.object({
  packbench: z.literal('http-api/1'),
  template: z.string(),
  zone: z.string(),
  amounts: z.enum(['major', 'minor']),
  /** Of the template's status table; null: the table does not know the status. */
  state: z.string().nullable(),
  /** Why there is no mapped order; null: there is one. */
  fault: z.object({ reason: z.string(), field: z.string() }).nullable(),
  number: z.string(),
  mapped: z.unknown(),
});
export type OrderFrame = z.infer<typeof OrderFrame>;

/** Writes a frame; `raw` is JSON as it came. */
export function writeFrame(frame: OrderFrame, raw: Uint8Array): Uint8Array {
  const head = JSON.stringify({ ...frame, mapped: frame.mapped ?? null });
  return Buffer.concat([Buffer.from(`${head.slice(0, -1)},"raw":`), raw, Buffer.from('}')]);
}

/** Null for bytes that are no such frame. */
export function readFrame(payload: Uint8Array): OrderFrame | null {
  return OrderFrame.safeParse(parseJson(payload)).data ?? null;
}
