import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { PrintJobView } from '#shared/contract/print-jobs.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { DeviceId, ShopId } from '#shared/model/ids.ts';
import { LabelData, LabelLayout, Symbology, TemplateKind } from '#shared/model/label-layout.ts';

/** A template that came with the product has its name as id; one of the shop's own has a UUID. */
const TemplateRef = z.string().min(1).max(80);

export const TemplateView = z.object({
  ref: TemplateRef,
  kind: TemplateKind,
  name: z.object({ en: z.string(), 'zh-CN': z.string() }),
  widthMm: z.number(),
  heightMm: z.number(),
  isBuiltIn: z.boolean(),
  /** 0 for those that came with the product. */
  version: z.int(),
  updatedAtMs: z.int().nullable(),
});
export type TemplateView = z.infer<typeof TemplateView>;

/** Which template a kind of document is printed with; no shop means every shop without a choice of its own. */
export const TemplateChoice = z.object({ kind: TemplateKind, shopId: ShopId.nullable(), ref: TemplateRef });

export const TemplateVersion = z.object({
  version: z.int(),
  note: z.string(),
  operatorName: z.string(),
  createdAtMs: z.int(),
});

export const TemplateDetail = TemplateView.extend({ layout: LabelLayout, versions: z.array(TemplateVersion) });

export const TemplatePreview = z.object({
  pngBase64: z.string(),
  widthDots: z.int(),
  heightDots: z.int(),
  barcodes: z.array(z.object({ symbology: Symbology, text: z.string(), moduleMm: z.number() })),
  replacedCharacters: z.array(z.string()),
  /** Why this label would not be sent; null when every barcode was read back. */
  problem: Problem.nullable(),
});
export type TemplatePreview = z.infer<typeof TemplatePreview>;

/** Resolutions of label printers: 203, 300 and 600 dpi. */
const DotsPerMm = z.number().min(5).max(24);

const drawing = { layout: LabelLayout, data: LabelData };
const note = z.string().max(200).default('');

/** A layout file has pictures in it at most; the rest is text. */
export const MAX_TEMPLATE_FILE = 2_000_000;

export const templatesContract = {
  list: procedure('read', 'GET', '/templates', 'Label and document templates, and which shop prints with which')
    .input(z.object({}).optional())
    .output(z.object({ templates: z.array(TemplateView), choices: z.array(TemplateChoice) })),
  get: procedure('read', 'GET', '/templates/{ref}', 'A template with its layout and its versions')
    .input(z.object({ ref: TemplateRef, version: z.coerce.number().int().min(1).optional() }))
    .output(TemplateDetail),
  create: procedure(
    'lead',
    'POST',
    '/templates',
    'Copy a template, to change the copy; with a layout, what was changed already goes into it',
  )
    .input(z.object({ from: TemplateRef, name: z.string().trim().min(1).max(80), layout: LabelLayout.optional() }))
    .output(TemplateDetail),
  save: procedure(
    'lead',
    'POST',
    '/templates/{ref}/versions',
    'Save a layout as the newest version; it must draw with its test data',
  )
    .input(
      z.object({
        ref: TemplateRef,
        /** The version that was changed; somebody else's in between is not overwritten. */
        version: z.int(),
        name: z.string().trim().min(1).max(80).optional(),
        layout: LabelLayout,
        note,
      }),
    )
    .output(TemplateDetail),
  restore: procedure('lead', 'POST', '/templates/{ref}/restore', 'Save an old version again as the newest')
    .input(z.object({ ref: TemplateRef, version: z.int(), from: z.int().min(1) }))
    .output(TemplateDetail),
  remove: procedure(
    'lead',
    'POST',
    '/templates/{ref}/remove',
    'Take a template away; prints made with it stay reprintable',
  )
    .input(z.object({ ref: TemplateRef }))
    .output(z.object({ removed: z.literal(true) })),
  choose: procedure(
    'lead',
    'POST',
    '/template-choices',
    'Choose the template of a kind of document, for one shop or for all',
  )
    .input(z.object({ kind: TemplateKind, shopId: ShopId.nullable(), ref: TemplateRef.nullable() }))
    .output(z.object({ choices: z.array(TemplateChoice) })),
  export: procedure('read', 'GET', '/templates/{ref}/file', 'A template as a file for another workstation')
    .input(z.object({ ref: TemplateRef }))
    .output(z.object({ fileName: z.string(), content: z.string() })),
  import: procedure(
    'lead',
    'POST',
    '/templates/import',
    'Take a template from a file; it is checked and drawn once first',
  )
    .input(z.object({ content: z.string(), name: z.string().trim().max(80).optional() }))
    .output(TemplateDetail),
  preview: procedure(
    'operate',
    'POST',
    '/templates/preview',
    'Draw a layout as the printer would, and read its barcodes back',
  )
    .input(z.object({ ...drawing, dotsPerMm: DotsPerMm }))
    .output(TemplatePreview),
  pdf: procedure('operate', 'POST', '/templates/pdf', 'The same layout as PDF, base64')
    .input(z.object(drawing))
    .output(z.object({ pdfBase64: z.string() })),
  printTest: procedure(
    'operate',
    'POST',
    '/templates/{ref}/test-print',
    'Print the newest saved version with test data',
  )
    .input(z.object({ ref: TemplateRef, deviceId: DeviceId, data: LabelData }))
    .output(PrintJobView),
};
