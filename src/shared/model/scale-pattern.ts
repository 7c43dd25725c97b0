import { z } from 'zod';

/** Up to four bytes in hexadecimal, without blanks: `0d0a`. */
const HexBytes = z.string().regex(/^(?:[0-9a-f]{2}){0,4}$/);

/** The longest frame of any known dialect is half as long. */
export const MAX_FRAME_BYTES = 64;

/**
 * A scale's frame as a user described it, for makes without a document that can be trusted. Positions count bytes from the
 * start of the frame, its start bytes included. Plain positions and no expressions: reading takes the same time whatever comes.
 */
export const ScalePattern = z.object({
  /** What every frame begins with; empty = the byte after the end of the one before. */
  start: HexBytes,
  /** What every frame ends with; empty = told by `length`. */
  end: HexBytes,
  /** Of the whole frame; null = any, up to the end bytes. */
  length: z.int().min(3).max(MAX_FRAME_BYTES).nullable(),
  valueAt: z
    .int()
    .min(0)
    .max(MAX_FRAME_BYTES - 1),
  valueLength: z.int().min(1).max(12),
  /** The lowest digit comes first. */
  isReversed: z.boolean(),
  /** Null = the point stands among the digits. */
  decimals: z.int().min(0).max(5).nullable(),
  unit: z.enum(['g', 'kg', 'mg', 'lb', 'oz', 'jin']),
  /** A minus that stands apart from the digits: where. */
  signAt: z
    .int()
    .min(0)
    .max(MAX_FRAME_BYTES - 1)
    .nullable(),
  /** "Stable" is `byte & mask === equals`; null = rest is told from the readings alone. */
  stable: z
    .object({
      at: z
        .int()
        .min(0)
        .max(MAX_FRAME_BYTES - 1),
      mask: z.int().min(1).max(255),
      equals: z.int().min(0).max(255),
    })
    .nullable(),
  /** A frame that contains this text says overload; empty = unknown. */
  overloadText: z.string().max(8),
  /** Bit 7 is parity and is taken off. */
  isSevenBit: z.boolean(),
  /** What to send for one reading; empty = the scale streams. */
  poll: HexBytes,
});
export type ScalePattern = z.infer<typeof ScalePattern>;

/** The first thing that makes a pattern unusable, as the name of its field; null when it can be used. */
export function scalePatternFault(pattern: ScalePattern): keyof ScalePattern | null {
  if (pattern.end === '' && pattern.length === null) return 'length';
  if (pattern.start === '' && pattern.end === '') return 'start';
  const limit = pattern.length ?? MAX_FRAME_BYTES;
  if (pattern.valueAt + pattern.valueLength > limit) return 'valueAt';
  if (pattern.signAt !== null && pattern.signAt >= limit) return 'signAt';
  if (pattern.stable && pattern.stable.at >= limit) return 'stable';
  return null;
}
