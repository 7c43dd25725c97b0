import type { ReadDb } from '#main/db/handles.ts';
import { readOrderLines } from '#main/usecases/orders/read-order-lines.ts';
import { readOrderSummary } from '#main/usecases/orders/read-order-summary.ts';
import { boxProblem } from '#main/usecases/packing/check-box.ts';
import { packingStops } from '#main/usecases/packing/check-may-pack.ts';
import { nextQuantity } from '#main/usecases/packing/next-quantity.ts';
import { parcelLines, stationParcel } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelLineRow, ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { phaseOf } from '#main/usecases/packing/station-phase.ts';
import { unitsInBox } from '#main/usecases/packing/units-in-box.ts';
import { weightBasis } from '#main/usecases/packing/weight-basis.ts';
import { expectedOf } from '#main/usecases/packing/weigh-parcel.ts';
import type { WeightPolicy } from '#main/usecases/packing/weigh-parcel.ts';
import { latestPrint, viewPrintJob } from '#main/usecases/printing/print-job-rows.ts';
import { waybillLabelKey } from '#main/usecases/printing/print-waybill.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import type { WaybillRow } from '#main/usecases/shipping/waybill-rows.ts';
import { parcelPackaging } from '#main/usecases/weighing/parcel-packaging.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { PackingState } from '#shared/contract/packing.ts';
import type { PrintJobView } from '#shared/contract/print-jobs.ts';
import { StationId } from '#shared/model/ids.ts';

/** Everything the packing screen shows, read anew from the database each time: a crash or second window changes nothing. */
export function viewStation(db: ReadDb, stationId: string, policy: WeightPolicy, dayStartMs: number): PackingState {
  const parcel = stationParcel(db, stationId);
  const counts = {
    labelledToday:
      db
        .prepare<[string, number], { n: number }>(
          'SELECT COUNT(*) AS n FROM shipments WHERE station_id = ? AND labelled_at_ms >= ?',
        )
        .get(stationId, dayStartMs)?.n ?? 0,
    waitingCount:
      // Carried along by triggers: with each scan nobody counts all orders that wait.
      db.pluck<[], number | null>("SELECT SUM(n) FROM order_counts WHERE status = 'ready_to_pack'").get() ?? 0,
  };
  const station = StationId.parse(stationId);
  if (!parcel)
    return {
      stationId: station,
      phase: 'idle',
      order: null,
      isShopGone: false,
      shipmentId: null,
      parcelNumber: null,
      isPartial: false,
      nextQuantity: null,
      lines: [],
      weightG: null,
      weightSource: null,
      expectedG: null,
      toleranceG: null,
      weightBasis: null,
      trackingNumber: null,
      printJob: null,
      problems: [],
      ...counts,
    };
  const waybill = waybillOf(db, parcel.id);
  const printJob = printOf(db, waybill);
  const inBox = parcelLines(db, parcel);
  const lines = viewLines(db, parcel, inBox);
  const packaging = parcelPackaging(db, parcel.id);
  const basis = weightBasis(inBox, packaging, policy);
  const expected = expectedOf(inBox, packaging, policy);
  return {
    stationId: station,
    phase: phaseOf(
      parcel,
      lines.some((line) => line.scannedQuantity < line.dueQuantity),
      waybill,
      printJob?.state ?? null,
    ),
    order: readOrderSummary(db, parcel.order_id),
    isShopGone: isShopGone(db, parcel.order_id),
    shipmentId: parcel.id,
    parcelNumber: parcel.parcel_number,
    isPartial: parcel.is_partial === 1,
    nextQuantity: nextQuantity(db, stationId),
    lines,
    weightG: parcel.weight_g,
    weightSource: parcel.weight_source,
    expectedG: expected?.expectedG ?? null,
    toleranceG: expected?.toleranceG ?? null,
    weightBasis: basis,
    trackingNumber: waybill?.tracking_number ?? null,
    printJob,
    problems: problemsOf(db, parcel, inBox, waybill, printJob),
    ...counts,
  };
}

/** Goods may still be packed for it; see disconnectShop. */
function isShopGone(db: ReadDb, orderId: string): boolean {
  return (
    db
      .pluck<[string], number>(
        "SELECT EXISTS (SELECT 1 FROM orders o JOIN shops s ON s.id = o.shop_id WHERE o.id = ? AND s.enabled = 0 AND NOT EXISTS (SELECT 1 FROM secrets x WHERE x.name = 'shop:' || s.id))",
      )
      .get(orderId) === 1
  );
}

function viewLines(db: ReadDb, parcel: ParcelRow, inBox: readonly ParcelLineRow[]): PackingState['lines'] {
  const counted = new Map(inBox.map((line) => [line.id, line]));
  const units = unitsInBox(db, parcel.id);
  return readOrderLines(db, parcel.order_id).map((line) => {
    const here = counted.get(line.id);
    return {
      ...line,
      scannedQuantity: here?.scanned ?? 0,
      dueQuantity: here?.due ?? 0,
      location: here?.location ?? '',
      units: units
        .filter(({ lineId }) => lineId === line.id)
        .map(({ lot, expiry, serial, quantity }) => ({ lot, expiry, serial, quantity })),
    };
  });
}

function printOf(db: ReadDb, waybill: WaybillRow | null): PrintJobView | null {
  const print = waybill ? latestPrint(db, waybillLabelKey(waybill.id)) : undefined;
  return print ? viewPrintJob(db, print.id) : null;
}

function problemsOf(
  db: ReadDb,
  parcel: ParcelRow,
  inBox: readonly ParcelLineRow[],
  waybill: WaybillRow | null,
  printJob: PrintJobView | null,
): Problem[] {
  const problems = stopsOf(db, parcel);
  const box = boxProblem(parcel, inBox);
  // While items are scanned the screen counts what is missing; it is no trouble yet.
  if (box && box.code !== 'ERR_PACKING_ITEMS_MISSING') problems.push(box);
  if (parcel.state === 'packed' && waybill) {
    const failure = readProblem(waybill.failure_json);
    if (failure) problems.push(failure);
  }
  if (printJob?.problem) problems.push(printJob.problem);
  // Closing the box again makes no second label: that takes a reprint with its reason.
  if (parcel.state === 'packed' && printJob?.state === 'voided')
    problems.push({ code: 'ERR_PRINT_VOIDED', data: { number: printJob.trackingNumber ?? '' } });
  return problems;
}

/** A parcel that left is judged by its journey; before that, whatever forbids to go on is shown at once. */
function stopsOf(db: ReadDb, parcel: ParcelRow): Problem[] {
  const stops = packingStops(db, parcel.order_id);
  if (parcel.state === 'open' || parcel.state === 'packed') return stops;
  return stops.filter(
    ({ code }) =>
      code === 'ERR_ORDER_CANCELLED' || (parcel.state === 'labelled' && code !== 'ERR_PACKING_ALREADY_SHIPPED'),
  );
}
