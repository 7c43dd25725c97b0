import type { ReadDb } from '#main/db/handles.ts';
import type { Findings } from '#main/usecases/verify/verify-check.ts';
import type { VerifyProblem } from '#shared/contract/system.ts';

/** One print per label key, and any further one only with the reason that a person gave. */
export function checkLabelKeys(db: ReadDb): Findings {
  const checked = db.pluck<[], number>('SELECT count(*) FROM print_jobs').get() ?? 0;
  const silent = db.prepare<[], { label: string; print: number }>(
    `SELECT label_key AS label, print_number AS print FROM print_jobs WHERE print_number > 1 AND coalesce(reason, '') = ''`,
  );
  const doubled = db.pluck<[], string>(
    'SELECT label_key FROM print_jobs GROUP BY label_key, print_number HAVING count(*) > 1',
  );
  return {
    checked,
    problems: [
      ...silent.all().map((data): VerifyProblem => ({ code: 'reprint_unexplained', data: { ...data } })),
      ...doubled.all().map((label): VerifyProblem => ({ code: 'print_doubled', data: { label } })),
    ],
  };
}

/** One live waybill per parcel, one parcel per waybill number. */
export function checkWaybills(db: ReadDb): Findings {
  const checked = db.pluck<[], number>('SELECT count(*) FROM waybills').get() ?? 0;
  const perParcel = db.pluck<[], string>(
    `SELECT shipment_id FROM waybills WHERE state IN ('requested', 'unknown', 'issued') GROUP BY shipment_id HAVING count(*) > 1`,
  );
  const perNumber = db.pluck<[], string>(
    `SELECT tracking_number FROM waybills WHERE state = 'issued' AND tracking_number IS NOT NULL
     GROUP BY carrier_account_id, tracking_number HAVING count(DISTINCT shipment_id) > 1`,
  );
  return {
    checked,
    problems: [
      ...perParcel.all().map((shipment): VerifyProblem => ({ code: 'waybills_doubled', data: { shipment } })),
      ...perNumber.all().map((waybill): VerifyProblem => ({ code: 'parcels_doubled', data: { waybill } })),
    ],
  };
}
