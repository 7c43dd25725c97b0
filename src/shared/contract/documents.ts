import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { BatchOrder } from '#shared/contract/print-batches.ts';
import { PrintKind } from '#shared/contract/print-jobs.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { DeviceId, OrderId, PrintBatchId, PrintJobId, ShipmentId, SkuId, StationId } from '#shared/model/ids.ts';

/** Alike pieces that come out for one subject. */
const Copies = z.int().min(1).max(1_000).default(1);
const ShelfName = z.string().trim().min(1).max(40);

export const PackingSlipOf = z.object({
  kind: z.literal('packing_slip'),
  orderId: OrderId,
  /** The slip of one parcel; without it the slip of everything that the order still owes. */
  shipmentId: ShipmentId.optional(),
});
/** The orders of a cart and what to pick for all of them together. */
export const WaveOf = z.object({
  kind: z.literal('wave_list'),
  orderIds: z.array(OrderId).min(1).max(200),
  order: BatchOrder,
});
export const CartonOf = z.object({ kind: z.literal('carton'), shipmentId: ShipmentId });
export const SsccOf = z.object({ kind: z.literal('sscc'), shipmentId: ShipmentId });
export const ReturnLabelOf = z.object({ kind: z.literal('return'), shipmentId: ShipmentId });
export const ReceiptOf = z.object({ kind: z.literal('receipt'), orderId: OrderId });
export const ProductLabelOf = z.object({
  kind: z.literal('product'),
  skuIds: z.array(SkuId).min(1).max(500),
  copies: Copies,
});
export const LocationLabelOf = z.object({
  kind: z.literal('location'),
  from: ShelfName,
  /** Every shelf up to this one; without it `from` alone. */
  to: ShelfName.optional(),
  copies: Copies,
});

/** What a document is of. */
export const DocumentSubject = z.discriminatedUnion('kind', [
  PackingSlipOf,
  WaveOf,
  CartonOf,
  SsccOf,
  ReturnLabelOf,
  ReceiptOf,
  ProductLabelOf,
  LocationLabelOf,
]);
export type DocumentSubject = z.infer<typeof DocumentSubject>;

export const DocumentPreview = z.object({
  /** Pieces of paper, copies counted. */
  paperCount: z.int(),
  widthMm: z.number(),
  heightMm: z.number(),
  /** The printer that takes this kind at this station; null when none does. */
  printer: z.object({ deviceId: DeviceId, name: z.string() }).nullable(),
  /** Why none takes it. */
  printerProblem: Problem.nullable(),
  /** The first pages, personal data masked. */
  pages: z.array(z.object({ pngBase64: z.string() })),
  /** How many of the labels were printed before: those are not printed again by this. */
  standingCount: z.int(),
  /** How many of the subjects have nothing to print, e.g. held orders of a wave. */
  leftOutCount: z.int(),
});
export type DocumentPreview = z.infer<typeof DocumentPreview>;

/** Which printer takes a kind of document at a station. */
export const PrinterRole = z.object({ kind: PrintKind, deviceId: DeviceId });
export type PrinterRole = z.infer<typeof PrinterRole>;

const at = { stationId: StationId.optional(), deviceId: DeviceId.optional() };

export const documentsContract = {
  preview: procedure(
    'operate',
    'POST',
    '/documents/preview',
    'Draw a document as its printer would, with personal data masked; nothing is numbered or queued',
  )
    .input(z.object({ subject: DocumentSubject, ...at }))
    .output(DocumentPreview),
  print: procedure(
    'operate',
    'POST',
    '/documents/print',
    'Queue a document; asking twice with the same id prints it once',
  )
    .input(z.object({ id: PrintBatchId, subject: DocumentSubject, ...at }))
    .output(
      z.object({
        queued: z.int(),
        /** Labels that were there already and are not printed again: a reprint needs a reason. */
        standing: z.int(),
        jobIds: z.array(PrintJobId),
      }),
    ),
  pdf: procedure('operate', 'POST', '/documents/pdf', 'The same document as PDF, base64; written to the audit log')
    .input(z.object({ id: PrintBatchId, subject: DocumentSubject }))
    .output(z.object({ fileName: z.string(), pdfBase64: z.string() })),
  roles: procedure('read', 'GET', '/printer-roles', 'Which printer takes which kind of document at a station')
    .input(z.object({ stationId: StationId }))
    .output(
      z.object({
        roles: z.array(PrinterRole.extend({ problem: Problem.nullable() })),
        /** Takes everything that has no printer of its own. */
        usual: z.object({ deviceId: DeviceId, name: z.string(), isChosen: z.boolean() }).nullable(),
      }),
    ),
  setRole: procedure('lead', 'PUT', '/printer-roles', 'Choose the printer of a kind of document; null: the usual one')
    .input(z.object({ stationId: StationId, kind: PrintKind, deviceId: DeviceId.nullable() }))
    .output(z.object({})),
};
