import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { datedNumber, datedSeries } from '#main/usecases/documents/dated-number.ts';
import { takeOfSeries } from '#main/usecases/documents/document-numbers.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

interface Parcel {
  readonly orderId: string;
  readonly shipmentId: string | null;
}

/**
 * The numbers that a parcel bears in lists, given once: the guid of its record and the 企业内部编号. Their series is leapt over
 * after a restore (skip-numbers.ts), so that none is given twice.
 */
export function giveCustomsNumbers(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  parcel: Parcel,
  day: { readonly atMs: number; readonly zone: string },
): { guid: string; copNo: string } {
  const give = (kind: string, make: () => string): string => {
    const shipment = parcel.shipmentId ?? '';
    const before = tx
      .pluck<[string, string, string], string>(
        'SELECT number FROM customs_numbers WHERE order_id = ? AND shipment_id = ? AND kind = ?',
      )
      .get(parcel.orderId, shipment, kind);
    if (before !== undefined) return before;
    const number = make();
    tx.prepare<[string, string, string, string, number, string]>(
      'INSERT INTO customs_numbers (kind, number, order_id, shipment_id, given_at_ms, given_by) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(kind, number, parcel.orderId, shipment, day.atMs, act.actor.name);
    return number;
  };
  return {
    guid: give('guid', () => context.ids.next()),
    copNo: give('cop_no', () => {
      const series = datedSeries('CN', day.atMs, day.zone);
      return datedNumber(series, takeOfSeries(tx, series));
    }),
  };
}
