import { hash } from 'node:crypto';
import { isLowValueMode } from '#core/customs/export-paper.ts';
import type { FileInMaking } from '#main/documents/customs-data/customs-format.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { declaredGoods, rememberDeclared } from '#main/usecases/customs/goods/remember-declared.ts';
import type { DeclaredGoods } from '#main/usecases/customs/goods/remember-declared.ts';
import type { CustomsDataServices } from '#main/usecases/customs/data/customs-data-services.ts';
import { otherOrderOfTracking } from '#main/usecases/customs/data/earlier-exports.ts';
import { giveCustomsNumbers } from '#main/usecases/customs/data/give-customs-number.ts';
import { readTemplateBody } from '#main/usecases/customs/data/manage-templates.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { startSlice } from '#main/usecases/slice-budget.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { CustomsTransport, formatFamily } from '#shared/model/customs-data.ts';
import type { CustomsFormatId } from '#shared/model/customs-data.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

interface ExportRow {
  readonly id: string;
  readonly number: string;
  readonly format: CustomsFormatId;
  readonly template_json: string | null;
  readonly transport_json: string;
  readonly state: string;
  readonly act_json: string;
  readonly created_at_ms: number;
}

interface PlannedParcel {
  readonly position: number;
  readonly order_id: string;
  readonly shipment_id: string;
}

const NUMBERS_PER_SLICE = 100;

/** A parcel after it was tried. */
interface TriedParcel extends PlannedParcel {
  readonly trackingNumber: string;
  readonly copNo: string;
  readonly problems: readonly Problem[];
  /** Null for what is left out. */
  readonly declared: DeclaredGoods | null;
}

/**
 * Makes the file of an export: parcel after parcel, with room for scans in between; what cannot stand in it is left out with
 * its reasons. Nothing is stored before the whole file stands, so that a crash begins it anew; the numbers that were given
 * stay the same. Ends early when a person stops it or the signal aborts.
 */
export async function runExport(
  context: UseCaseContext,
  services: CustomsDataServices,
  exportId: string,
  signal: AbortSignal,
): Promise<void> {
  const row = context.read.prepare<[string], ExportRow>('SELECT * FROM customs_exports WHERE id = ?').get(exportId);
  if (row?.state !== 'making') return;
  const format = (await services.loadFormats()).find(({ id }) => id === row.format);
  if (!format) return;
  const body = row.template_json === null ? null : readTemplateBody(formatFamily(row.format), row.template_json);
  const file = format.begin({
    guid: row.id,
    atMs: row.created_at_ms,
    transport: CustomsTransport.parse(JSON.parse(row.transport_json)),
    broker: body?.kind === 'broker' ? body.broker : null,
    ceb603: body?.kind === 'ceb603' ? body.ceb603 : null,
  });
  const planned = context.read
    .prepare<[string], PlannedParcel>(
      'SELECT position, order_id, shipment_id FROM customs_export_orders WHERE export_id = ? ORDER BY position',
    )
    .all(exportId);
  const numbers = await giveNumbers(context, services, row, planned);
  const tried: TriedParcel[] = [];
  let hasTime = startSlice();
  for (const parcel of planned) {
    const given = numbers.get(parcel.position) ?? { guid: '', copNo: '' };
    tried.push(await tryParcel(context, services, row, file, format.schema, { ...parcel, ...given }, tried));
    if (hasTime() && tried.length < planned.length) continue;
    if (signal.aborted || !saveProgress(context, exportId, tried)) return;
    await giveWay();
    hasTime = startSlice();
  }
  const bytes = tried.some(({ problems }) => problems.length === 0) ? await file.finish() : null;
  context.db.transaction((tx) => finish(tx, context, row, tried, bytes));
}

/** Some at a time: each transaction waits for the disk. */
async function giveNumbers(
  context: UseCaseContext,
  services: CustomsDataServices,
  row: ExportRow,
  planned: readonly PlannedParcel[],
): Promise<ReadonlyMap<number, { guid: string; copNo: string }>> {
  const act = JSON.parse(row.act_json) as Act;
  const day = { atMs: row.created_at_ms, zone: services.zone() };
  const given = new Map<number, { guid: string; copNo: string }>();
  for (let first = 0; first < planned.length; first += NUMBERS_PER_SLICE) {
    context.db.transaction((tx) => {
      for (const { position, order_id: orderId, shipment_id } of planned.slice(first, first + NUMBERS_PER_SLICE))
        given.set(position, giveCustomsNumbers(tx, context, act, { orderId, shipmentId: shipment_id || null }, day));
    });
    await giveWay();
  }
  return given;
}

async function tryParcel(
  context: UseCaseContext,
  services: CustomsDataServices,
  row: ExportRow,
  file: FileInMaking,
  schema: string | null,
  parcel: PlannedParcel & { readonly guid: string; readonly copNo: string },
  before: readonly TriedParcel[],
): Promise<TriedParcel> {
  const shipmentId = parcel.shipment_id === '' ? null : parcel.shipment_id;
  const failed = (problems: readonly Problem[], trackingNumber = ''): TriedParcel => ({
    ...parcel,
    trackingNumber,
    problems,
    declared: null,
  });
  let declaration: CustomsDeclaration;
  try {
    declaration = services.declarations.declarationOf(context.read, parcel.order_id, shipmentId);
  } catch (error) {
    if (error instanceof AppError) return failed([{ code: error.code, data: { ...error.data } }]);
    throw error;
  }
  const { trackingNumber } = declaration;
  if (formatFamily(row.format) === 'ceb603' && isLowValueMode(declaration) && !services.goesByList(declaration))
    return failed(
      [{ code: 'ERR_CUSTOMS_DATA_FULL_DECLARATION', data: { mode: declaration.supervisionMode } }],
      trackingNumber,
    );
  const reused =
    formatFamily(row.format) === 'broker' ? null : reusedTracking(context, row, parcel, trackingNumber, before);
  if (reused !== null) return failed([reused], trackingNumber);
  const added = file.add({ declaration, guid: parcel.guid, copNo: parcel.copNo });
  if ('problems' in added) return failed(added.problems, trackingNumber);
  if (schema !== null && added.sample !== null) {
    const detail = await services.schemas.problemOf(schema, added.sample);
    if (detail !== null) {
      file.dropLast();
      context.log.error({ schema, detail }, 'an export record does not fit its schema');
      return failed([{ code: 'ERR_CUSTOMS_DATA_SCHEMA', data: { detail: detail.slice(0, 200) } }], trackingNumber);
    }
  }
  return { ...failed([], trackingNumber), declared: declaredGoods(declaration) };
}

function reusedTracking(
  context: UseCaseContext,
  row: ExportRow,
  parcel: PlannedParcel,
  trackingNumber: string,
  before: readonly TriedParcel[],
): Problem | null {
  if (trackingNumber === '') return null;
  const inFile = before.find((other) => other.problems.length === 0 && other.trackingNumber === trackingNumber);
  const orderNumber = inFile
    ? (context.read.pluck<[string], string>('SELECT display_number FROM orders WHERE id = ?').get(inFile.order_id) ??
      '')
    : otherOrderOfTracking(
        context.read,
        { orderId: parcel.order_id, trackingNumber },
        formatFamily(row.format),
        row.created_at_ms,
      );
  return orderNumber === null
    ? null
    : { code: 'ERR_CUSTOMS_DATA_TRACKING_REUSED', data: { number: trackingNumber, orderNumber } };
}

/** @returns false when a person stopped it meanwhile */
function saveProgress(context: UseCaseContext, exportId: string, tried: readonly TriedParcel[]): boolean {
  const leftOut = tried.filter(({ problems }) => problems.length > 0).length;
  return context.db.transaction((tx) => {
    const saved = tx
      .prepare<[number, number, string]>(
        "UPDATE customs_exports SET done_count = ?, left_out_count = ? WHERE id = ? AND state = 'making'",
      )
      .run(tried.length, leftOut, exportId);
    tx.changed('customs-data');
    return saved.changes === 1;
  });
}

function finish(
  tx: WriteTx,
  context: UseCaseContext,
  row: ExportRow,
  tried: readonly TriedParcel[],
  bytes: Uint8Array | null,
): void {
  const atMs = context.clock.nowMs();
  const act = JSON.parse(row.act_json) as Act;
  const problem: Problem | null = bytes ? null : { code: 'ERR_CUSTOMS_EXPORT_EMPTY', data: {} };
  const saved = tx
    .prepare<(string | number | null)[]>(
      "UPDATE customs_exports SET state = ?, sha256 = ?, size_bytes = ?, problem_json = ?, made_at_ms = ? WHERE id = ? AND state = 'making'",
    )
    .run(
      bytes ? 'made' : 'failed',
      bytes && hash('sha256', bytes),
      bytes && bytes.byteLength,
      problem && JSON.stringify(problem),
      atMs,
      row.id,
    );
  if (saved.changes === 0) return;
  if (bytes)
    tx.prepare<[string, Uint8Array]>('INSERT INTO customs_export_files (export_id, content) VALUES (?, ?)').run(
      row.id,
      bytes,
    );
  const mark = tx.prepare<(string | number)[]>(
    'UPDATE customs_export_orders SET state = ?, problems_json = ?, tracking_number = ?, cop_no = ? WHERE export_id = ? AND position = ?',
  );
  for (const parcel of tried) {
    const isIn = parcel.problems.length === 0;
    const state = isIn ? 'in_file' : 'left_out';
    mark.run(state, JSON.stringify(parcel.problems), parcel.trackingNumber, parcel.copNo, row.id, parcel.position);
    if (parcel.declared) rememberDeclared(tx, parcel.declared);
    if (isIn)
      recordEvent(tx, {
        orderId: parcel.order_id,
        atMs,
        type: 'customs.exported',
        act,
        rule: null,
        data: { number: row.number, format: row.format },
      });
  }
  tx.changed('customs-data');
  tx.changed('orders');
}
