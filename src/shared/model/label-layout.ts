import { z } from 'zod';

/**
 * One label or document as data. All lengths are millimetres from the top left corner; the resolver turns them into whole
 * dots once per printer resolution. Contents name their fields as `{{field}}`; `{{field?}}` may be empty.
 *
 * Layouts also come from files and from the editor, so every number has a limit here: nothing that passes can ask for
 * more memory or time than a label is worth.
 */

/** Somewhat off the label is allowed: an element may bleed over an edge. */
const position = z.number().min(-100).max(1200);
const extent = z.number().positive().max(1000);
const place = { x: position, y: position };
const box = { ...place, w: extent, h: extent };

/** The most that the texts of one element may hold, placeholders included. */
const MAX_CONTENT = 2_000;
const content = z.string().max(MAX_CONTENT);
const fieldName = z
  .string()
  .max(60)
  .regex(/^[\w.-]+$/);

/**
 * When an element is drawn: `field` (it holds something), `field=text`, `field!=text`. `unless` turns the meaning round.
 * `name` appears in errors.
 */
const condition = z
  .string()
  .max(120)
  .regex(/^[\w.-]+(?:!?=.*)?$/);
const conditional = {
  name: z.string().max(80).optional(),
  when: condition.optional(),
  unless: condition.optional(),
};

const color = z.enum(['black', 'white']).default('black');
const align = z.enum(['left', 'center', 'right']);
const weight = z.literal([400, 500, 700]);
const typeSize = z.number().min(1).max(200);

export const TextElement = z.strictObject({
  kind: z.literal('text'),
  ...box,
  ...conditional,
  content,
  sizeMm: typeSize,
  /** The text shrinks in whole dots down to this size before anything else happens; default: it does not shrink. */
  minSizeMm: typeSize.optional(),
  weight: weight.default(400),
  align: align.default('left'),
  valign: z.enum(['top', 'middle', 'bottom']).default('top'),
  maxLines: z.int().positive().max(100).default(1),
  lineHeight: z.number().min(1).max(3).default(1.2),
  /** What happens to a text that does not fit at its smallest size: `error` for everything that a courier must read. */
  overflow: z.enum(['error', 'ellipsis']).default('error'),
  /** `replace` prints 〓 for a character that no font has (goods titles with emoji); names and addresses stay `error`. */
  missingGlyph: z.enum(['error', 'replace']).default('error'),
  /** Clockwise, inside the same box. */
  rotate: z.literal([0, 90, 180, 270]).default(0),
  color,
});
export type TextElement = z.infer<typeof TextElement>;

export const Symbology = z.enum([
  'code128',
  'gs1-128',
  'code39',
  'ean13',
  'ean8',
  'upca',
  'upce',
  'itf14',
  'qrcode',
  'gs1-qrcode',
  'datamatrix',
  'gs1-datamatrix',
  'pdf417',
]);
export type Symbology = z.infer<typeof Symbology>;

export const BarcodeElement = z.strictObject({
  kind: z.literal('barcode'),
  ...box,
  ...conditional,
  symbology: Symbology,
  /** GS1 symbologies take `(01)...(10)...` text. */
  content,
  /** Wanted module width; becomes whole dots and shrinks, never below `minModuleMm`, until symbol and quiet zones fit the box. */
  moduleMm: z.number().min(0.05).max(20),
  minModuleMm: z.number().min(0.05).max(20).default(0.25),
  align: align.default('center'),
  /** QR error correction. */
  ecLevel: z.enum(['L', 'M', 'Q', 'H']).default('M'),
  /** PDF417: data columns; without it the symbol is as wide as its box allows. */
  columns: z.int().min(1).max(30).optional(),
});
export type BarcodeElement = z.infer<typeof BarcodeElement>;

/** Horizontal or vertical: one of `w`, `h` is zero. */
export const LineElement = z.strictObject({
  kind: z.literal('line'),
  ...place,
  w: z.number().nonnegative().max(1000),
  h: z.number().nonnegative().max(1000),
  ...conditional,
  thicknessMm: z.number().positive().max(50).default(0.25),
  dashMm: z.number().min(0.1).max(100).optional(),
});
export type LineElement = z.infer<typeof LineElement>;

export const BoxElement = z.strictObject({
  kind: z.literal('box'),
  ...box,
  ...conditional,
  thicknessMm: z.number().positive().max(50).default(0.25),
  filled: z.boolean().default(false),
});
export type BoxElement = z.infer<typeof BoxElement>;

/** About 180 kB of PNG; a logo needs a tenth. */
const MAX_IMAGE_BASE64 = 250_000;

/** A picture, e.g. a logo. It keeps its proportions inside the box and becomes black and white. */
export const ImageElement = z.strictObject({
  kind: z.literal('image'),
  ...box,
  ...conditional,
  /** A PNG file (8 bits or less per channel, not interlaced) in base64. */
  png: z
    .string()
    .max(MAX_IMAGE_BASE64)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/),
  /** `threshold` for line art, `dither` for photographs. */
  tone: z.enum(['threshold', 'dither']).default('threshold'),
  align: align.default('center'),
});
export type ImageElement = z.infer<typeof ImageElement>;

export const LeafElement = z.discriminatedUnion('kind', [
  TextElement,
  BarcodeElement,
  LineElement,
  BoxElement,
  ImageElement,
]);
export type LeafElement = z.infer<typeof LeafElement>;

const rows = {
  items: fieldName,
  rowHeightMm: extent,
  maxRows: z.int().positive().max(500),
  /** What stands below moves up by the rows that are not used; a `continuous` page becomes that much shorter. */
  collapse: z.boolean().default(false),
};

/** One row of children per entry of the list field `items`; children are placed relative to their row. */
export const RepeatElement = z.strictObject({
  kind: z.literal('repeat'),
  ...place,
  ...conditional,
  ...rows,
  /** Entries beside each other before the next row begins, `columnWidthMm` apart. */
  columns: z.int().positive().max(20).default(1),
  columnWidthMm: extent.optional(),
  children: z.array(LeafElement).max(60),
  /** Drawn in the last row instead of an entry when there are too many; `{{moreCount}}` counts those left out. Without it: error. */
  more: LeafElement.optional(),
});
export type RepeatElement = z.infer<typeof RepeatElement>;

export const TableColumn = z.strictObject({
  title: z.string().max(120).default(''),
  content,
  w: extent,
  align: align.default('left'),
  weight: weight.default(400),
  maxLines: z.int().positive().max(10).default(1),
});
export type TableColumn = z.infer<typeof TableColumn>;

/** A table with a head: shorthand for a repeat of texts and rules. Texts that do not fit end in an ellipsis. */
export const TableElement = z.strictObject({
  kind: z.literal('table'),
  ...place,
  ...conditional,
  ...rows,
  columns: z.array(TableColumn).min(1).max(20),
  /** 0: no head. */
  headHeightMm: z.number().min(0).max(100).default(5),
  sizeMm: typeSize.default(2.8),
  minSizeMm: typeSize.optional(),
  rules: z.enum(['none', 'rows', 'grid']).default('rows'),
  /** Text of the last row when there are too many entries, with `{{moreCount}}`; without it: error. */
  moreText: content.optional(),
});
export type TableElement = z.infer<typeof TableElement>;

/** Elements that move and appear together. */
export const GroupElement = z.strictObject({
  kind: z.literal('group'),
  ...place,
  ...conditional,
  children: z.array(z.discriminatedUnion('kind', [...LeafElement.options, RepeatElement, TableElement])).max(200),
});
export type GroupElement = z.infer<typeof GroupElement>;

export const LayoutElement = z.discriminatedUnion('kind', [
  ...LeafElement.options,
  RepeatElement,
  TableElement,
  GroupElement,
]);
export type LayoutElement = z.infer<typeof LayoutElement>;

/** What a layout is for: decides which data it is given and where it can be chosen. */
export const TemplateKind = z.enum([
  'waybill',
  'pick_slip',
  'packing_slip',
  'wave_list',
  'carton',
  'sscc',
  'product',
  'location',
  'return',
  'receipt',
  'test',
  'other',
]);
export type TemplateKind = z.infer<typeof TemplateKind>;

/** What a layout is when it does not say. */
const UNSAID = { kind: 'other', continuous: false } as const;

export const LabelLayout = z.strictObject({
  id: z
    .string()
    .max(80)
    .regex(/^[a-z0-9-]+$/),
  kind: TemplateKind.default(UNSAID.kind),
  title: z.strictObject({ en: z.string().min(1).max(120), 'zh-CN': z.string().min(1).max(120) }),
  widthMm: z.number().min(10).max(300),
  heightMm: z.number().min(5).max(1000),
  /** Paper without an end (receipts): the page is cut where collapsed rows let it end. */
  continuous: z.boolean().default(UNSAID.continuous),
  elements: z.array(LayoutElement).max(400),
});
export type LabelLayout = z.infer<typeof LabelLayout>;

/** Field values of one label: texts, or lists of texts for repeats. Plain data, so that it travels to a worker and to disk. */
export const LabelData = z.record(z.string(), z.union([z.string(), z.array(z.record(z.string(), z.string()))]));
export type LabelRow = { readonly [field: string]: string };
export type LabelData = { readonly [field: string]: string | readonly LabelRow[] };

/**
 * A layout with its defaults. It is checked when its elements are first asked for: to check all of the product's own would take
 * a good part of each start, of the product and of every thread that draws.
 * @throws ZodError from `elements`, on a layout that is wrong in itself.
 */
export function defineLayout(layout: z.input<typeof LabelLayout>): LabelLayout {
  const { id, title, widthMm, heightMm, kind = UNSAID.kind, continuous = UNSAID.continuous } = layout;
  let checked: LabelLayout | undefined;
  return {
    id,
    kind,
    title,
    widthMm,
    heightMm,
    continuous,
    get elements() {
      checked ??= LabelLayout.parse(layout);
      return checked.elements;
    },
  };
}
