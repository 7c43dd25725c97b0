import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { earlierExport } from '#main/usecases/customs/data/earlier-exports.ts';
import { parcelsOfSelection } from '#main/usecases/customs/data/parcels-of-selection.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type {
  ExportParcelView,
  ExportSelection,
  ExportView,
  PlannedParcelView,
} from '#shared/contract/customs-data.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { customsFileType, formatFamily } from '#shared/model/customs-data.ts';
import type { CustomsFormatId } from '#shared/model/customs-data.ts';
import { OrderId, ShipmentId } from '#shared/model/ids.ts';
import type { z } from 'zod';

interface ExportRow {
  readonly id: string;
  readonly number: string;
  readonly format: CustomsFormatId;
  readonly template_name: string | null;
  readonly state: ExportView['state'];
  readonly parcel_count: number;
  readonly done_count: number;
  readonly left_out_count: number;
  readonly file_name: string;
  readonly sha256: string | null;
  readonly size_bytes: number | null;
  readonly problem_json: string | null;
  readonly repeat_reason: string | null;
  readonly made_by: string;
  readonly created_at_ms: number;
  readonly made_at_ms: number | null;
}

const SHOWN = 100;

/** What a file would hold, before it is made. @throws AppError ERR_CUSTOMS_EXPORT_EMPTY, _TOO_MANY */
export function planExport(
  db: ReadDb,
  zone: string,
  request: { readonly format: CustomsFormatId; readonly selection: ExportSelection },
): PlannedParcelView[] {
  const family = formatFamily(request.format);
  return parcelsOfSelection(db, request.selection, zone).map((parcel) => ({
    ...parcel,
    orderId: OrderId.parse(parcel.orderId),
    shipmentId: parcel.shipmentId === null ? null : ShipmentId.parse(parcel.shipmentId),
    earlier: earlierExport(db, parcel, family),
  }));
}

export function listExports(db: ReadDb): ExportView[] {
  return db
    .prepare<[number], ExportRow>(
      `SELECT e.*, t.name AS template_name FROM customs_exports e LEFT JOIN customs_templates t ON t.id = e.template_id
       ORDER BY e.created_at_ms DESC, e.number DESC LIMIT ?`,
    )
    .all(SHOWN)
    .map((row) => ({
      id: row.id,
      number: row.number,
      format: row.format,
      templateName: row.template_name,
      state: row.state,
      parcelCount: row.parcel_count,
      doneCount: row.done_count,
      leftOutCount: row.left_out_count,
      fileName: row.file_name,
      sha256: row.sha256,
      sizeBytes: row.size_bytes,
      problem: readProblem(row.problem_json),
      repeatReason: row.repeat_reason,
      madeBy: row.made_by,
      createdAtMs: row.created_at_ms,
      madeAtMs: row.made_at_ms,
    }));
}

/** Every parcel of a file, those that were left out first. */
export function listExportParcels(db: ReadDb, exportId: string): z.infer<typeof ExportParcelView>[] {
  return db
    .prepare<
      [string],
      {
        position: number;
        order_id: string;
        display_number: string;
        tracking_number: string;
        cop_no: string;
        state: 'planned' | 'in_file' | 'left_out';
        problems_json: string;
      }
    >(
      `SELECT x.position, x.order_id, o.display_number, x.tracking_number, x.cop_no, x.state, x.problems_json FROM customs_export_orders x
       JOIN orders o ON o.id = x.order_id WHERE x.export_id = ? ORDER BY x.state = 'left_out' DESC, x.position`,
    )
    .all(exportId)
    .map((row) => ({
      position: row.position,
      orderId: OrderId.parse(row.order_id),
      orderNumber: row.display_number,
      trackingNumber: row.tracking_number,
      copNo: row.cop_no,
      state: row.state,
      problems: (JSON.parse(row.problems_json) as unknown[]).flatMap(
        (problem) => readProblem(JSON.stringify(problem)) ?? [],
      ),
    }));
}

/** The bytes as they were made. It holds buyers' data in clear: who takes it is written down. @throws AppError ERR_CUSTOMS_EXPORT_UNKNOWN, _NO_FILE */
export function downloadExport(
  context: UseCaseContext,
  act: Act,
  id: string,
): { fileName: string; mediaType: string; sha256: string; content: Uint8Array } {
  return context.db.transaction((tx) => {
    const row = tx
      .prepare<
        [string],
        { number: string; format: string; file_name: string; sha256: string | null; content: Uint8Array | null }
      >(
        `SELECT e.number, e.format, e.file_name, e.sha256, f.content FROM customs_exports e LEFT JOIN customs_export_files f ON f.export_id = e.id
         WHERE e.id = ?`,
      )
      .get(id);
    if (!row) throw new AppError('ERR_CUSTOMS_EXPORT_UNKNOWN', { id });
    if (row.content === null || row.sha256 === null)
      throw new AppError('ERR_CUSTOMS_EXPORT_NO_FILE', { number: row.number });
    recordAudit(tx, { atMs: context.clock.nowMs(), act, what: 'customs_export.download', target: row.number });
    return {
      fileName: row.file_name,
      mediaType: customsFileType(row.format).mediaType,
      sha256: row.sha256,
      content: row.content,
    };
  });
}
