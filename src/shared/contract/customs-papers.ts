import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { ChinaLane } from '#shared/model/customs-paper-options.ts';
import { CalendarDay, CustomsPaperKind } from '#shared/model/customs.ts';
import { DeviceId, OrderId, PrintBatchId, ShipmentId, StationId } from '#shared/model/ids.ts';

const DocumentId = z.string().min(1).max(60);
const BatchId = z.string().min(1).max(60);
/** Base64 travels over one message; more documents than this are saved in parts. */
export const MOST_MERGED = 300;
/** Orders of one batch. */
export const MOST_BATCHED = 2_000;

/** A paper as the archive lists it. */
export const CustomsDocumentView = z.object({
  id: DocumentId,
  kind: CustomsPaperKind,
  number: z.string(),
  orderId: OrderId,
  orderNumber: z.string(),
  shipmentId: ShipmentId.nullable(),
  trackingNumber: z.string(),
  country: z.string(),
  shipDate: CalendarDay,
  createdAtMs: z.int(),
  createdBy: z.string(),
  pageCount: z.int(),
  byteLength: z.int(),
  /** Of the PDF, in hex. */
  sha256: z.string(),
  templateVersion: z.int(),
  ruleVersion: z.string(),
  keepUntil: CalendarDay,
  /** The paper that took its place; null: this one counts. */
  supersededBy: z.string().nullable(),
  /** Why it was drawn anew; empty: it was not. */
  reason: z.string(),
});
export type CustomsDocumentView = z.infer<typeof CustomsDocumentView>;

export const NeededPaperView = z.object({
  kind: CustomsPaperKind,
  reasonEn: z.string(),
  reasonZh: z.string(),
  /** Boxes that will stay open, because no company data say what belongs there. */
  openBoxes: z.array(ChinaLane.keyof()),
});

export const OrderPapersView = z.object({
  /** One per parcel, or one for the order while it has none. */
  parcels: z.array(
    z.object({
      shipmentId: ShipmentId.nullable(),
      parcelNumber: z.int().nullable(),
      /** Crosses no border: no papers are needed. */
      isDomestic: z.boolean(),
      needed: z.array(NeededPaperView),
      /** Why nothing can be declared. */
      problem: Problem.nullable(),
    }),
  ),
  documents: z.array(CustomsDocumentView),
});

export const PaperBatchView = z.object({
  id: BatchId,
  state: z.enum(['running', 'stopped', 'finished']),
  kinds: z.array(CustomsPaperKind),
  total: z.int(),
  done: z.int(),
  failed: z.int(),
  createdAtMs: z.int(),
  finishedAtMs: z.int().nullable(),
  by: z.string(),
});
export type PaperBatchView = z.infer<typeof PaperBatchView>;

const Made = z.object({
  documentId: DocumentId,
  kind: CustomsPaperKind,
  /** A CN 23 was made because the declaration did not fit on this kind. */
  insteadOf: CustomsPaperKind.nullable(),
  isUnchanged: z.boolean(),
});

const File = z.object({ fileName: z.string(), base64: z.string() });
const kinds = z.array(CustomsPaperKind).max(CustomsPaperKind.options.length);

export const customsPapersContract = {
  list: procedure('read', 'GET', '/customs/papers', 'The archive of customs papers, newest first; found by any number')
    .input(
      z.object({
        text: z.string().max(80).default(''),
        kind: CustomsPaperKind.nullish(),
        after: z.string().max(120).nullish(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ documents: z.array(CustomsDocumentView), next: z.string().nullable() })),
  ofOrder: procedure(
    'read',
    'GET',
    '/customs/papers/orders/{orderId}',
    'Papers that an order needs and those that were made',
  )
    .input(z.object({ orderId: OrderId }))
    .output(OrderPapersView),
  make: procedure(
    'operate',
    'POST',
    '/customs/papers',
    'Make papers of a parcel and keep them; without kinds: those it needs',
  )
    .input(z.object({ orderId: OrderId, shipmentId: ShipmentId.nullable(), kinds }))
    .output(z.object({ made: z.array(Made) })),
  pictures: procedure('read', 'GET', '/customs/papers/{id}/pictures', 'A paper as pictures for the screen')
    .input(z.object({ id: DocumentId }))
    .output(
      z.object({
        pages: z.array(z.object({ pngBase64: z.string() })),
        /** Drawn from the same facts by a newer form: the kept file looks different. */
        isNewerForm: z.boolean(),
      }),
    ),
  file: procedure(
    'operate',
    'POST',
    '/customs/papers/{id}/file',
    'The very file that was made, base64; written to the audit log',
  )
    .input(z.object({ id: DocumentId }))
    .output(File),
  carrierPackage: procedure(
    'operate',
    'POST',
    '/customs/papers/{id}/package',
    'The file of an invoice with its data as JSON and XML, as a ZIP for carriers; written to the audit log',
  )
    .input(z.object({ id: DocumentId }))
    .output(File),
  merged: procedure('operate', 'POST', '/customs/papers/merged', 'Papers as one PDF, base64; written to the audit log')
    .input(z.object({ ids: z.array(DocumentId).min(1).max(MOST_MERGED), copies: z.int().min(1).max(10).default(1) }))
    .output(File),
  print: procedure(
    'operate',
    'POST',
    '/customs/papers/print',
    'Print papers as they were kept, on a printer that takes PDF; written to the audit log',
  )
    .input(
      z.object({
        /** Given by whoever asks: asking twice prints once. */
        id: PrintBatchId,
        ids: z.array(DocumentId).min(1).max(MOST_MERGED),
        copies: z.int().min(1).max(10).default(1),
        /** Without it the station's printer for customs papers, else the usual one. */
        deviceId: DeviceId.optional(),
        stationId: StationId.optional(),
      }),
    )
    .output(z.object({ queued: z.int() })),
  redraw: procedure(
    'lead',
    'POST',
    '/customs/papers/{id}/redraw',
    'Draw a paper anew from its own facts; the old one stays, replaced',
  )
    .input(z.object({ id: DocumentId, reason: z.string().trim().min(1).max(200) }))
    .output(z.object({ made: Made })),
  batches: procedure('read', 'GET', '/customs/paper-batches', 'Batches of papers, newest first').output(
    z.object({ batches: z.array(PaperBatchView) }),
  ),
  batch: procedure('read', 'GET', '/customs/paper-batches/{id}', 'One batch: its failures, and the papers that it made')
    .input(z.object({ id: BatchId }))
    .output(
      z.object({
        batch: PaperBatchView,
        failures: z.array(z.object({ orderId: OrderId, orderNumber: z.string(), problem: Problem })),
        documentIds: z.array(DocumentId),
      }),
    ),
  startBatch: procedure(
    'operate',
    'POST',
    '/customs/paper-batches',
    'Make the papers of many orders; without kinds: those each needs',
  )
    .input(
      z.object({
        /** Given by whoever asks: asking twice starts it once. */
        id: BatchId,
        /** Numbers of orders, as typed or scanned. */
        orderNumbers: z.array(z.string().trim().min(1).max(80)).max(MOST_BATCHED),
        kinds,
      }),
    )
    .output(z.object({ batch: PaperBatchView, unknown: z.array(z.string()) })),
  stopBatch: procedure('operate', 'POST', '/customs/paper-batches/{id}/stop', 'Stop after the orders in hand')
    .input(z.object({ id: BatchId }))
    .output(PaperBatchView),
  resumeBatch: procedure(
    'operate',
    'POST',
    '/customs/paper-batches/{id}/resume',
    'Go on; orders that failed are tried again',
  )
    .input(z.object({ id: BatchId }))
    .output(PaperBatchView),
};
