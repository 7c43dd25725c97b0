import type { ReadDb } from '#main/db/handles.ts';
import { parcelLines } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { latestPrint } from '#main/usecases/printing/print-job-rows.ts';
import { waybillLabelKey } from '#main/usecases/printing/print-waybill.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import type { WaybillRow } from '#main/usecases/shipping/waybill-rows.ts';
import type { PackingPhase } from '#shared/contract/packing.ts';
import type { PrintJobView } from '#shared/contract/print-jobs.ts';

/** Where the station stands, as far as the meaning of a scan needs it. */
export function stationPhase(db: ReadDb, parcel: ParcelRow | null): PackingPhase {
  if (!parcel) return 'idle';
  const waybill = waybillOf(db, parcel.id);
  const print = waybill ? latestPrint(db, waybillLabelKey(waybill.id)) : undefined;
  const isMissing = parcelLines(db, parcel).some((line) => line.scanned < line.due);
  return phaseOf(parcel, isMissing, waybill, print?.state ?? null);
}

/** Where the parcel stands; unknown outcomes come before everything that moves. */
export function phaseOf(
  parcel: ParcelRow,
  isMissing: boolean,
  waybill: WaybillRow | null,
  print: PrintJobView['state'] | null,
): PackingPhase {
  if (parcel.state === 'open') return isMissing ? 'items' : 'weigh';
  if (print === 'unconfirmed' || print === 'interrupted') return 'ask';
  if (parcel.state === 'labelled' || parcel.state === 'shipped')
    return print !== null && ['queued', 'sending', 'printing', 'blocked'].includes(print) ? 'printing' : 'done';
  if (waybill?.state === 'unknown') return 'ask';
  if (waybill?.state !== 'issued') return 'label';
  return print === null || print === 'failed' || print === 'voided' ? 'label' : 'printing';
}
