import { z } from 'zod';

/**
 * One label as data. All lengths are millimetres from the top left corner; the resolver turns them into whole dots once
 * per printer resolution. Contents name their fields as `{{field}}`; `{{field?}}` may be empty.
 */

const place = { x: z.number(), y: z.number() };
const box = { ...place, w: z.number().positive(), h: z.number().positive() };

/** `when`: drawn only when the field holds something. `unless`: only when it is empty. `name` appears in errors. */
const conditional = { name: z.string().optional(), when: z.string().optional(), unless: z.string().optional() };

const color = z.enum(['black', 'white']).default('black');
const align = z.enum(['left', 'center', 'right']);

export const TextElement = z.strictObject({
  kind: z.literal('text'),
  ...box,
  ...conditional,
  content: z.string(),
  sizeMm: z.number().positive(),
  /** The text shrinks in whole dots down to this size before anything else happens; default: it does not shrink. */
  minSizeMm: z.number().positive().optional(),
  weight: z.literal([400, 500, 700]).default(400),
  align: align.default('left'),
  valign: z.enum(['top', 'middle', 'bottom']).default('top'),
  maxLines: z.int().positive().default(1),
  lineHeight: z.number().min(1).default(1.2),
  /** What happens to a text that does not fit at its smallest size: `error` for everything that a courier must read. */
  overflow: z.enum(['error', 'ellipsis']).default('error'),
  /** `replace` prints 〓 for a character that no font has (goods titles with emoji); names and addresses stay `error`. */
  missingGlyph: z.enum(['error', 'replace']).default('error'),
  color,
});
export type TextElement = z.infer<typeof TextElement>;

export const Symbology = z.enum(['code128', 'gs1-128', 'qrcode', 'datamatrix', 'ean13']);
export type Symbology = z.infer<typeof Symbology>;

export const BarcodeElement = z.strictObject({
  kind: z.literal('barcode'),
  ...box,
  ...conditional,
  symbology: Symbology,
  /** GS1 symbologies take `(01)...(10)...` text. */
  content: z.string(),
  /** Wanted module width; becomes whole dots and shrinks, never below `minModuleMm`, until symbol and quiet zones fit the box. */
  moduleMm: z.number().positive(),
  minModuleMm: z.number().positive().default(0.25),
  align: align.default('center'),
  /** QR error correction. */
  ecLevel: z.enum(['L', 'M', 'Q', 'H']).default('M'),
});
export type BarcodeElement = z.infer<typeof BarcodeElement>;

/** Horizontal or vertical: one of `w`, `h` is zero. */
export const LineElement = z.strictObject({
  kind: z.literal('line'),
  ...place,
  w: z.number().nonnegative(),
  h: z.number().nonnegative(),
  ...conditional,
  thicknessMm: z.number().positive().default(0.25),
  dashMm: z.number().positive().optional(),
});
export type LineElement = z.infer<typeof LineElement>;

export const BoxElement = z.strictObject({
  kind: z.literal('box'),
  ...box,
  ...conditional,
  thicknessMm: z.number().positive().default(0.25),
  filled: z.boolean().default(false),
});
export type BoxElement = z.infer<typeof BoxElement>;

export const LeafElement = z.discriminatedUnion('kind', [TextElement, BarcodeElement, LineElement, BoxElement]);
export type LeafElement = z.infer<typeof LeafElement>;

/** A table: one row of children per entry of the list field `items`; children are placed relative to their row. */
export const RepeatElement = z.strictObject({
  kind: z.literal('repeat'),
  ...place,
  ...conditional,
  items: z.string(),
  rowHeightMm: z.number().positive(),
  maxRows: z.int().positive(),
  children: z.array(LeafElement),
  /** Drawn in the last row instead of an entry when there are too many; `{{moreCount}}` counts those left out. Without it: error. */
  more: LeafElement.optional(),
});
export type RepeatElement = z.infer<typeof RepeatElement>;

/** Elements that move and appear together. */
export const GroupElement = z.strictObject({
  kind: z.literal('group'),
  ...place,
  ...conditional,
  children: z.array(z.discriminatedUnion('kind', [...LeafElement.options, RepeatElement])),
});
export type GroupElement = z.infer<typeof GroupElement>;

export const LayoutElement = z.discriminatedUnion('kind', [...LeafElement.options, RepeatElement, GroupElement]);
export type LayoutElement = z.infer<typeof LayoutElement>;

export const LabelLayout = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.object({ en: z.string(), 'zh-CN': z.string() }),
  widthMm: z.number().positive().max(300),
  heightMm: z.number().positive().max(1000),
  elements: z.array(LayoutElement),
});
export type LabelLayout = z.infer<typeof LabelLayout>;

/** Field values of one label: texts, or lists of texts for repeats. Plain data, so that it travels to a worker and to disk. */
export const LabelData = z.record(z.string(), z.union([z.string(), z.array(z.record(z.string(), z.string()))]));
export type LabelRow = { readonly [field: string]: string };
export type LabelData = { readonly [field: string]: string | readonly LabelRow[] };

/** Checks a layout and fills in its defaults. @throws ZodError on a layout that is wrong in itself. */
export function defineLayout(layout: z.input<typeof LabelLayout>): LabelLayout {
  return LabelLayout.parse(layout);
}
