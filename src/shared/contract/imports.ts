import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { DoubtFlag } from '#shared/model/cleaning.ts';
import { ImportId, ShopId } from '#shared/model/ids.ts';

/** `customs_goods`: what customs papers say of goods that are known already. */
export const ImportKind = z.enum(['orders', 'skus', 'customs_goods']);
export type ImportKind = z.infer<typeof ImportKind>;
/** Platforms whose exports of orders are known by their headers; `none`: columns are found by their names alone. */
export const OrderFileTemplate = z.enum([
  'none',
  'taobao',
  'jd',
  'pinduoduo',
  'douyin',
  'xiaohongshu',
  'shopify',
  'woocommerce',
]);
export type OrderFileTemplate = z.infer<typeof OrderFileTemplate>;
export const ImportField = z.object({ name: z.string(), required: z.boolean() });
export const ImportView = z.object({
  id: ImportId,
  kind: ImportKind,
  fileName: z.string(),
  /** `stopped`: by a person or by `problem`; what was applied so far stays until it is gone on with or taken back. */
  state: z.enum(['reading', 'previewed', 'applying', 'stopped', 'applied', 'undoing', 'undone']),
  problem: Problem.nullable(),
  rowCount: z.int(),
  appliedCount: z.int(),
  errorCount: z.int(),
  /** Good rows that somebody should look at. */
  doubtCount: z.int(),
  createdAtMs: z.int(),
  appliedAtMs: z.int().nullable(),
  undoneAtMs: z.int().nullable(),
  mapping: z.record(z.string(), z.string()),
});
export const ImportRowView = z.object({
  rowNumber: z.int(),
  cells: z.array(z.string()),
  state: z.enum(['ready', 'error', 'applied', 'skipped', 'undone']),
  /** All that is wrong with the row. */
  problems: z.array(Problem),
  /** What somebody should look at in a good row; it comes in all the same. */
  doubts: z.array(DoubtFlag),
});

/** A file that was read and checked: its first thousand rows. */
export const ImportPreview = z.object({
  import: ImportView,
  headers: z.array(z.string()),
  rows: z.array(ImportRowView),
  encoding: z.string(),
  /** Recognised or chosen. */
  template: OrderFileTemplate,
});

/** No shelf holds more of one article. A barcode scanned into the field of a quantity is more. */
export const MOST_ON_HAND = 9_999_999;

export const importsContract = {
  list: procedure('read', 'GET', '/imports', 'Imports that were begun, newest first').output(
    z.object({ imports: z.array(ImportView) }),
  ),
  fields: procedure('read', 'GET', '/imports/fields', 'Fields that a column can be mapped to')
    .input(z.object({ kind: ImportKind }))
    .output(z.object({ fields: z.array(ImportField) })),
  drafts: procedure('read', 'GET', '/imports/drafts', 'Files that were read and not applied yet, newest first').output(
    z.object({ imports: z.array(ImportView) }),
  ),
  /** Reads the file, guesses the columns, checks every row; nothing is applied yet, and after a day it is forgotten. */
  preview: procedure('operate', 'POST', '/imports', 'Read a CSV or XLSX file and check every row')
    .input(
      z.object({
        kind: ImportKind,
        shopId: ShopId.nullable(),
        fileName: z.string().max(200),
        contentBase64: z.string(),
        mapping: z.record(z.string(), z.string()).nullish(),
        /** For orders; left out: recognised by the headers. */
        template: OrderFileTemplate.nullish(),
        /** The draft of the same file that this one takes the place of. */
        replaces: ImportId.nullish(),
      }),
    )
    .output(ImportPreview),
  draft: procedure('read', 'GET', '/imports/drafts/{id}', 'A file that was read and not applied yet, as its preview')
    .input(z.object({ id: ImportId }))
    .output(ImportPreview),
  discard: procedure('operate', 'DELETE', '/imports/drafts/{id}', 'Throw a file away that was read and not applied')
    .input(z.object({ id: ImportId }))
    .output(z.object({ discarded: z.literal(true) })),
  rows: procedure('read', 'GET', '/imports/{id}/rows', 'Rows of an import')
    .input(
      z.object({
        id: ImportId,
        onlyErrors: z.coerce.boolean().default(false),
        /** Good rows that somebody should look at; goes before `onlyErrors`. */
        onlyDoubts: z.coerce.boolean().default(false),
      }),
    )
    .output(z.object({ rows: z.array(ImportRowView) })),
  apply: procedure(
    'operate',
    'POST',
    '/imports/{id}/apply',
    'Begin to apply the rows that are ready, or go on after a stop; rows with errors stay listed',
  )
    .input(z.object({ id: ImportId }))
    .output(ImportView),
  stop: procedure('operate', 'POST', '/imports/{id}/stop', 'Stop applying or taking back after the rows in hand')
    .input(z.object({ id: ImportId }))
    .output(ImportView),
  undo: procedure('lead', 'POST', '/imports/{id}/undo', 'Begin to take an import back, when nothing was built on it')
    .input(z.object({ id: ImportId }))
    .output(ImportView),
};

export const StockRow = z.object({
  skuId: z.string(),
  code: z.string(),
  title: z.string(),
  barcodes: z.array(z.string()),
  weightG: z.int().nullable(),
  location: z.string(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
});
export const stockContract = {
  list: procedure('read', 'GET', '/stock', 'Goods with levels')
    .input(
      z.object({
        text: z.string().nullish(),
        after: z.string().nullish(),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ rows: z.array(StockRow), next: z.string().nullable() })),
  movements: procedure('read', 'GET', '/stock/{skuId}/movements', 'Ledger of one SKU')
    .input(z.object({ skuId: z.string() }))
    .output(
      z.object({
        movements: z.array(
          z.object({
            seq: z.int(),
            atMs: z.int(),
            kind: z.string(),
            onHandDelta: z.int(),
            reservedDelta: z.int(),
            orderId: z.string().nullable(),
            note: z.string(),
          }),
        ),
        rebuiltOnHand: z.int(),
        rebuiltReserved: z.int(),
        storedOnHand: z.int(),
        storedReserved: z.int(),
      }),
    ),
  adjust: procedure('lead', 'POST', '/stock/{skuId}/adjust', 'Correct the on-hand quantity with a reason')
    .input(
      z.object({ skuId: z.string(), onHand: z.int().min(0).max(MOST_ON_HAND), reason: z.string().min(1).max(200) }),
    )
    .output(StockRow),
  teachBarcode: procedure('lead', 'POST', '/stock/{skuId}/barcodes', 'Give a SKU another barcode')
    .input(z.object({ skuId: z.string(), barcode: z.string().min(1).max(80) }))
    .output(StockRow),
};
