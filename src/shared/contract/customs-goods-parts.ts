import { z } from 'zod';

export const PictureKind = z.enum(['product', 'label']);
export type PictureKind = z.infer<typeof PictureKind>;

/** A kept picture without its bytes; measures in pixels. */
export const GoodsPicture = z.object({
  id: z.string(),
  kind: PictureKind,
  mime: z.enum(['image/png', 'image/jpeg']),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  addedBy: z.string(),
  addedAtMs: z.int(),
});
export type GoodsPicture = z.infer<typeof GoodsPicture>;

/** Names of the declaration elements of a code, in order, without the two fixed ones that stand before them. */
export const ElementList = z.object({
  /** 4 to 13 digits that the codes begin with; empty: the typical list, which nobody entered for a code. */
  code: z.string(),
  names: z.array(z.string()),
  source: z.enum(['typical', 'entered', 'learned']),
  version: z.int(),
  updatedBy: z.string(),
  updatedAtMs: z.int(),
});
export type ElementList = z.infer<typeof ElementList>;
