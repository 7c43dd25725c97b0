import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { CustomsDataServices } from '#main/usecases/customs/data/customs-data-services.ts';
import { earlierExport } from '#main/usecases/customs/data/earlier-exports.ts';
import { readTemplate } from '#main/usecases/customs/data/manage-templates.ts';
import { parcelsOfSelection } from '#main/usecases/customs/data/parcels-of-selection.ts';
import type { SelectedParcel } from '#main/usecases/customs/data/parcels-of-selection.ts';
import { datedNumber, datedSeries } from '#main/usecases/documents/dated-number.ts';
import { takeOfSeries } from '#main/usecases/documents/document-numbers.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ExportRequest } from '#shared/contract/customs-data.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { customsFileType, formatFamily } from '#shared/model/customs-data.ts';
import type { CustomsFormatId } from '#shared/model/customs-data.ts';

/** The job that makes the file (run-export.ts). */
export const EXPORT_TOPIC = 'customs.export';

/**
 * Begins a file for what was chosen. Asking twice with the same id begins it once. What went out in a file of the same family
 * before is refused unless a reason is given.
 * @throws AppError ERR_CUSTOMS_EXPORT_EMPTY, _TOO_MANY, _REPEATED {count}, ERR_CUSTOMS_TEMPLATE_NEEDED, _UNKNOWN
 */
export function startExport(
  context: UseCaseContext,
  services: CustomsDataServices,
  act: Act,
  request: ExportRequest,
): { id: string } {
  const zone = services.zone();
  return context.db.transaction((tx) => {
    const known = tx.pluck<[string], string>('SELECT id FROM customs_exports WHERE id = ?').get(request.id);
    if (known !== undefined) return { id: known };
    const atMs = context.clock.nowMs();
    const templateJson = templateOf(tx, request.format, request.templateId);
    const parcels = parcelsOfSelection(tx, request.selection, zone);
    const family = formatFamily(request.format);
    const repeated = parcels.filter((parcel) => earlierExport(tx, parcel, family) !== null);
    if (repeated.length > 0 && request.repeatReason === null)
      throw new AppError('ERR_CUSTOMS_EXPORT_REPEATED', {
        count: repeated.length,
        orderNumber: repeated[0]?.orderNumber ?? '',
      });
    const series = datedSeries('CX', atMs, zone);
    const number = datedNumber(series, takeOfSeries(tx, series));
    const { extension } = customsFileType(request.format);
    insertExport(tx, request, {
      number,
      atMs,
      act,
      templateJson,
      fileName: `${number}-${request.format.split('_')[0] ?? ''}.${extension}`,
      parcels,
      repeatReason: repeated.length > 0 ? request.repeatReason : null,
    });
    enqueueJob(tx, context, {
      topic: EXPORT_TOPIC,
      key: `customs-export:${request.id}`,
      payload: { exportId: request.id },
    });
    recordAudit(tx, {
      atMs,
      act,
      what: 'customs_export.make',
      target: number,
      data: { format: request.format, count: parcels.length, repeated: repeated.length, reason: request.repeatReason },
    });
    tx.changed('customs-data');
    return { id: request.id };
  });
}

/** Stops after the parcels in hand; no file comes of it. @throws AppError ERR_CUSTOMS_EXPORT_UNKNOWN */
export function stopExport(context: UseCaseContext, act: Act, id: string): void {
  context.db.transaction((tx) => {
    const row = tx
      .prepare<[string], { number: string; state: string }>('SELECT number, state FROM customs_exports WHERE id = ?')
      .get(id);
    if (!row) throw new AppError('ERR_CUSTOMS_EXPORT_UNKNOWN', { id });
    if (row.state !== 'making') return;
    tx.prepare<[string]>("UPDATE customs_exports SET state = 'stopped' WHERE id = ?").run(id);
    recordAudit(tx, { atMs: context.clock.nowMs(), act, what: 'customs_export.stop', target: row.number });
    tx.changed('customs-data');
  });
}

/** What the format needs beside the parcels, as it stands now: a later change of the set-up changes no file. */
function templateOf(tx: WriteTx, format: CustomsFormatId, templateId: string | null): string | null {
  const family = formatFamily(format);
  if (family === 'itmatt') return null;
  if (templateId === null) throw new AppError('ERR_CUSTOMS_TEMPLATE_NEEDED', {});
  const template = readTemplate(tx, templateId);
  if (template.kind !== family) throw new AppError('ERR_CUSTOMS_TEMPLATE_NEEDED', {});
  return template.body_json;
}

function insertExport(
  tx: WriteTx,
  request: ExportRequest,
  made: {
    readonly number: string;
    readonly atMs: number;
    readonly act: Act;
    readonly templateJson: string | null;
    readonly fileName: string;
    readonly parcels: readonly SelectedParcel[];
    readonly repeatReason: string | null;
  },
): void {
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO customs_exports (id, number, format, template_id, template_json, transport_json, state, parcel_count, done_count, left_out_count,
       file_name, repeat_reason, act_json, made_by, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, 'making', ?, 0, 0, ?, ?, ?, ?, ?)`,
  ).run(
    request.id,
    made.number,
    request.format,
    request.templateId,
    made.templateJson,
    JSON.stringify(request.transport),
    made.parcels.length,
    made.fileName,
    made.repeatReason,
    JSON.stringify(made.act),
    made.act.actor.name,
    made.atMs,
  );
  const insert = tx.prepare<(string | number)[]>(
    `INSERT INTO customs_export_orders (export_id, position, order_id, shipment_id, family, tracking_number, cop_no, state, problems_json)
     VALUES (?, ?, ?, ?, ?, ?, '', 'planned', '[]')`,
  );
  made.parcels.forEach((parcel, index) =>
    insert.run(
      request.id,
      index + 1,
      parcel.orderId,
      parcel.shipmentId ?? '',
      formatFamily(request.format),
      parcel.trackingNumber,
    ),
  );
}
