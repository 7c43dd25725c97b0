import { readPrintCode } from '#core/printing/print-code.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { platformKeysOf } from '#main/usecases/printing/platform-label-key.ts';
import { latestPrint } from '#main/usecases/printing/print-job-rows.ts';
import type { PrintJobRow } from '#main/usecases/printing/print-job-rows.ts';
import { waybillLabelKey } from '#main/usecases/printing/print-waybill.ts';
import { recordPrintProgress } from '#main/usecases/printing/record-print-progress.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * The print that a scanned label is, or null when the code is on no waybill. The carrier's barcode is the same on each print
 * of a label: once it was printed again, only the small code of the newest print is believed.
 * @throws AppError ERR_PACKING_LABEL_VOIDED for paper that must not be used,
 * ERR_PACKING_LABEL_PRINTED_AGAIN when the scan does not tell which of several pieces of paper it is
 */
export function printOfScan(db: ReadDb, code: string): PrintJobRow | null {
  const marked = readPrintCode(code);
  const number = marked?.number ?? code;
  const newest = newestPrintOf(db, number);
  if (!newest) return null;
  const printNumber = marked?.printNumber ?? 1;
  if (newest.state === 'voided' || (marked && printNumber !== newest.print_number))
    throw new AppError('ERR_PACKING_LABEL_VOIDED', { code });
  if (!marked && newest.print_number > 1)
    throw new AppError('ERR_PACKING_LABEL_PRINTED_AGAIN', { number, printNumber: newest.print_number });
  return newest;
}

/**
 * One scan of the label proves its print, whatever the printer could tell. @returns the print's id, null as {@link printOfScan}
 * @throws as {@link printOfScan}, ERR_PRINT_STATE
 */
export function proveByScan(tx: WriteTx, context: UseCaseContext, act: Act, code: string): string | null {
  const print = printOfScan(tx, code);
  if (print && print.proof !== 'scanned')
    recordPrintProgress(tx, context, act, print.id, { state: 'printed', proof: 'scanned' });
  return print?.id ?? null;
}

/** The same from the page of the queues, where no parcel lies on a table. @throws AppError ERR_PACKING_CODE_UNKNOWN too */
export function scanLabel(context: UseCaseContext, act: Act, code: string): string {
  return context.db.transaction((tx) => {
    const printId = proveByScan(tx, context, act, code.trim());
    if (printId === null) throw new AppError('ERR_PACKING_CODE_UNKNOWN', { code });
    return printId;
  });
}

function newestPrintOf(db: ReadDb, trackingNumber: string): PrintJobRow | undefined {
  const waybillIds = db
    .pluck<[string], string>("SELECT id FROM waybills WHERE tracking_number = ? AND state = 'issued'")
    .all(trackingNumber);
  for (const id of waybillIds) {
    const print = latestPrint(db, waybillLabelKey(id));
    if (print) return print;
  }
  for (const key of platformKeysOf(db, trackingNumber)) {
    const print = latestPrint(db, key);
    if (print) return print;
  }
  return undefined;
}
