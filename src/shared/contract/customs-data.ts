import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { CalendarDay } from '#shared/model/customs.ts';
import { CustomsFinding } from '#shared/model/customs.ts';
import {
  BrokerTemplate,
  Ceb603Profile,
  ClearanceResult,
  CustomsFormatId,
  CustomsTransport,
} from '#shared/model/customs-data.ts';
import { OrderId, ShipmentId, ShopId } from '#shared/model/ids.ts';
import { CurrencyCode } from '#shared/model/money.ts';

/** Parcels for a file: those of chosen orders, or all that were packed on a day of the warehouse and leave China. */
export const ExportSelection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('orders'), orderIds: z.array(OrderId).min(1).max(5_000) }),
  z.object({ kind: z.literal('day'), day: CalendarDay, shopId: ShopId.nullable() }),
]);
export type ExportSelection = z.infer<typeof ExportSelection>;

export const ExportRequest = z.object({
  /** Made by whoever asks: asking twice with the same id makes one file. */
  id: z.uuid(),
  format: CustomsFormatId,
  /** Columns of a broker's file, company data of a list; advance data needs none. */
  templateId: z.string().max(60).nullable(),
  selection: ExportSelection,
  transport: CustomsTransport,
  /** Why parcels that went out before go out again; null: they must not. */
  repeatReason: z.string().trim().min(3).max(200).nullable(),
});
export type ExportRequest = z.infer<typeof ExportRequest>;

export const ExportView = z.object({
  id: z.string(),
  number: z.string(),
  format: CustomsFormatId,
  templateName: z.string().nullable(),
  state: z.enum(['making', 'made', 'failed', 'stopped']),
  parcelCount: z.int(),
  doneCount: z.int(),
  leftOutCount: z.int(),
  fileName: z.string(),
  sha256: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  problem: Problem.nullable(),
  repeatReason: z.string().nullable(),
  madeBy: z.string(),
  createdAtMs: z.int(),
  madeAtMs: z.int().nullable(),
});
export type ExportView = z.infer<typeof ExportView>;

export const PlannedParcelView = z.object({
  orderId: OrderId,
  shipmentId: ShipmentId.nullable(),
  orderNumber: z.string(),
  trackingNumber: z.string(),
  destination: z.string(),
  /** The file of the same family that holds it already. */
  earlier: z.object({ number: z.string(), atMs: z.int(), madeBy: z.string() }).nullable(),
});
export type PlannedParcelView = z.infer<typeof PlannedParcelView>;

export const ExportParcelView = z.object({
  position: z.int(),
  orderId: OrderId,
  orderNumber: z.string(),
  trackingNumber: z.string(),
  copNo: z.string(),
  state: z.enum(['planned', 'in_file', 'left_out']),
  problems: z.array(Problem),
});

const TemplateBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('broker'), broker: BrokerTemplate }),
  z.object({ kind: z.literal('ceb603'), ceb603: Ceb603Profile }),
]);
export const CustomsTemplateView = z.object({
  id: z.string(),
  name: z.string(),
  version: z.int(),
  updatedAtMs: z.int(),
  body: TemplateBody,
});
export type CustomsTemplateView = z.infer<typeof CustomsTemplateView>;

/** Fields of a file of results: which column holds which. Only `number` and `result` must be there. */
export const RESULT_FIELDS = [
  'number',
  'result',
  'reason_code',
  'reason_text',
  'at',
  'cost',
  'currency',
  'territory',
] as const;
export const ResultMapping = z.partialRecord(z.enum(RESULT_FIELDS), z.string().max(200));
export type ResultMapping = z.infer<typeof ResultMapping>;
/** What words and codes of the file mean, beside those that the product knows; `ignore`: a step on the way. */
export const ResultMeanings = z.record(z.string().max(80), z.union([ClearanceResult, z.literal('ignore')]));
export type ResultMeanings = z.infer<typeof ResultMeanings>;

export const ResultImportView = z.object({
  id: z.string(),
  fileName: z.string(),
  headers: z.array(z.string()),
  mapping: ResultMapping,
  meanings: ResultMeanings,
  state: z.enum(['reading', 'previewed', 'applying', 'applied', 'undone']),
  rowCount: z.int(),
  appliedCount: z.int(),
  errorCount: z.int(),
  duplicateCount: z.int(),
  createdBy: z.string(),
  createdAtMs: z.int(),
  appliedAtMs: z.int().nullable(),
  undoneAtMs: z.int().nullable(),
});
export type ResultImportView = z.infer<typeof ResultImportView>;

export const ResultRowView = z.object({
  rowNumber: z.int(),
  cells: z.array(z.string()),
  state: z.enum(['ready', 'error', 'duplicate', 'ignored', 'applied', 'undone']),
  orderNumber: z.string().nullable(),
  result: ClearanceResult.nullable(),
  problem: Problem.nullable(),
});
export type ResultRowView = z.infer<typeof ResultRowView>;

export const OutcomeView = z.object({
  id: z.string(),
  orderId: OrderId,
  orderNumber: z.string(),
  trackingNumber: z.string().nullable(),
  territory: z.string(),
  result: ClearanceResult,
  reasonCode: z.string(),
  reasonText: z.string(),
  costMinor: z.int().nullable(),
  costCurrency: z.string().nullable(),
  atMs: z.int(),
  source: z.string(),
  recordedBy: z.string(),
  recordedAtMs: z.int(),
});
export type OutcomeView = z.infer<typeof OutcomeView>;

/** A rule that nobody has checked yet, for a person to write out: it never blocks by itself. */
export const DraftRule = z.object({
  id: z.string(),
  territory: z.string(),
  hs6: z.array(z.string()),
  severity: z.literal('warn'),
  confidence: z.literal('M'),
  textEn: z.string(),
  textZh: z.string(),
});
export type DraftRule = z.infer<typeof DraftRule>;

export const LessonView = z.object({
  id: z.string(),
  outcome: OutcomeView,
  state: z.enum(['open', 'ruled', 'dismissed']),
  /** What today's rules say about the parcel; null: not looked at yet. */
  findings: z.array(CustomsFinding).nullable(),
  draft: DraftRule.nullable(),
  /** Why it could not be looked at. */
  reviewProblem: Problem.nullable(),
  reviewedAtMs: z.int().nullable(),
  reason: z.string(),
  decidedBy: z.string().nullable(),
  decidedAtMs: z.int().nullable(),
  version: z.int(),
  createdAtMs: z.int(),
});
export type LessonView = z.infer<typeof LessonView>;

const byId = z.object({ id: z.string().max(60) });
const reason = z.string().trim().min(3).max(200);

export const customsDataContract = {
  planExport: procedure(
    'read',
    'POST',
    '/customs/exports/plan',
    'Parcels that a file would hold, and which went out before',
  )
    .input(z.object({ format: CustomsFormatId, selection: ExportSelection }))
    .output(z.object({ parcels: z.array(PlannedParcelView) })),
  findOrders: procedure('read', 'POST', '/customs/exports/orders', 'Orders behind a list of numbers of any kind')
    .input(z.object({ numbers: z.array(z.string().trim().min(1).max(80)).min(1).max(5_000) }))
    .output(
      z.object({
        orderIds: z.array(OrderId),
        /** Numbers that no order has, or several. */
        unknown: z.array(z.object({ number: z.string(), problem: Problem })),
      }),
    ),
  makeExport: procedure('operate', 'POST', '/customs/exports', 'Begin a file for customs, a post or a broker')
    .input(ExportRequest)
    .output(byId),
  stopExport: procedure('operate', 'POST', '/customs/exports/{id}/stop', 'Stop a file that is being made')
    .input(byId)
    .output(z.object({})),
  exports: procedure('read', 'GET', '/customs/exports', 'Files that were made, newest first').output(
    z.object({ exports: z.array(ExportView) }),
  ),
  exportParcels: procedure(
    'read',
    'GET',
    '/customs/exports/{id}/parcels',
    'Parcels of a file, and why some were left out',
  )
    .input(byId)
    .output(z.object({ parcels: z.array(ExportParcelView) })),
  downloadExport: procedure('operate', 'POST', '/customs/exports/{id}/download', 'The file, for ever the same bytes')
    .input(byId)
    .output(z.object({ fileName: z.string(), mediaType: z.string(), sha256: z.string(), contentBase64: z.string() })),
  templates: procedure(
    'read',
    'GET',
    '/customs/templates',
    "Columns of brokers' files and company data of lists",
  ).output(
    z.object({
      templates: z.array(CustomsTemplateView),
      columns: z.array(z.object({ id: z.string(), en: z.string(), zh: z.string() })),
    }),
  ),
  saveTemplate: procedure(
    'lead',
    'POST',
    '/customs/templates',
    'Add a set-up, or change the version that was looked at',
  )
    .input(
      z.object({
        id: z.string().max(60).nullable(),
        version: z.int(),
        name: z.string().trim().min(1).max(60),
        body: TemplateBody,
      }),
    )
    .output(byId),
  removeTemplate: procedure('lead', 'POST', '/customs/templates/{id}/remove', 'Take a set-up away; its files keep it')
    .input(z.object({ id: z.string().max(60), version: z.int() }))
    .output(z.object({})),

  previewResults: procedure(
    'operate',
    'POST',
    '/customs/results',
    'Read a file of clearance results and match every row',
  )
    .input(
      z.object({
        fileName: z.string().trim().min(1).max(200),
        contentBase64: z.string().max(28_000_000),
        /** Null: guessed from the headers. */
        mapping: ResultMapping.nullable(),
        meanings: ResultMeanings,
      }),
    )
    .output(z.object({ import: ResultImportView, rows: z.array(ResultRowView) })),
  resultImports: procedure('read', 'GET', '/customs/results', 'Imports of results, newest first').output(
    z.object({ imports: z.array(ResultImportView) }),
  ),
  resultRows: procedure('read', 'GET', '/customs/results/{id}/rows', 'Rows of an import')
    .input(byId)
    .output(z.object({ rows: z.array(ResultRowView) })),
  applyResults: procedure('operate', 'POST', '/customs/results/{id}/apply', 'Record the rows that are ready')
    .input(byId)
    .output(ResultImportView),
  undoResults: procedure('lead', 'POST', '/customs/results/{id}/undo', 'Take an import of results back')
    .input(z.object({ id: z.string().max(60), reason }))
    .output(ResultImportView),
  outcomes: procedure('read', 'GET', '/customs/outcomes', 'What customs made of parcels, newest first')
    .input(z.object({ orderId: OrderId.nullish(), result: ClearanceResult.nullish() }))
    .output(z.object({ outcomes: z.array(OutcomeView) })),
  recordOutcome: procedure('operate', 'POST', '/customs/outcomes', 'Record one result by hand')
    .input(
      z.object({
        /** Any number of the order: tracking, order, invoice. */
        number: z.string().trim().min(1).max(80),
        result: ClearanceResult,
        reasonCode: z.string().trim().max(40),
        reasonText: z.string().trim().max(400),
        cost: z.object({ minor: z.int().nonnegative(), currency: CurrencyCode }).nullable(),
        atMs: z.int().nullable(),
      }),
    )
    .output(OutcomeView),
  removeOutcome: procedure('lead', 'POST', '/customs/outcomes/{id}/remove', 'Take one result back, with a reason')
    .input(z.object({ id: z.string().max(60), reason }))
    .output(z.object({})),

  lessons: procedure('read', 'GET', '/customs/lessons', 'Refused and held parcels and what was learned from them')
    .input(z.object({ state: z.enum(['open', 'ruled', 'dismissed']).nullish() }))
    .output(z.object({ lessons: z.array(LessonView), hasRules: z.boolean() })),
  reviewLesson: procedure(
    'operate',
    'POST',
    '/customs/lessons/{id}/review',
    "Run today's rules over the refused parcel",
  )
    .input(byId)
    .output(LessonView),
  decideLesson: procedure(
    'lead',
    'POST',
    '/customs/lessons/{id}/decide',
    'Close an entry: ruled or dismissed, with a reason',
  )
    .input(
      z.object({ id: z.string().max(60), version: z.int(), state: z.enum(['open', 'ruled', 'dismissed']), reason }),
    )
    .output(LessonView),
};
