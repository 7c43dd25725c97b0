import { formatKilograms } from '#core/weighing/format-kilograms.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { parcelGoods, parcelRecipient, party } from '#main/usecases/documents/parcel-facts.ts';
import { datedNumbers, defineParcelLabel } from '#main/usecases/documents/parcel-label.ts';
import { CartonOf } from '#shared/contract/documents.ts';

/** Outside of a box: where it goes, which of how many, what it weighs. One per box for ever. */
export const cartonLabel = defineParcelLabel({
  kind: 'carton',
  of: CartonOf,
  idKind: 'carton',
  numberField: 'cartonCode',
  numbers: datedNumbers('CT'),
  fields(db, world, parcel) {
    const recipient = party(parcelRecipient(db, world, parcel));
    return {
      carton: `${parcel.parcelNumber} / ${countOfParcels(db, parcel.orderId)}`,
      recipientName: recipient.name,
      recipientAddress: recipient.address,
      orderNumber: parcel.orderNumber,
      weight: parcel.weightG === null ? '—' : formatKilograms(parcel.weightG),
      size: '',
      lines: parcelGoods(db, parcel.shipmentId).map(({ skuCode, title, quantity }) => ({
        skuCode,
        title,
        quantity: String(quantity),
      })),
    };
  },
});

/** Known so far: boxes that are yet to be opened are not counted. Numbers of boxes that were put back are not used again. */
function countOfParcels(db: ReadDb, orderId: string): number {
  return (
    db
      .pluck<[string], number | null>(
        "SELECT MAX(parcel_number) FROM shipments WHERE order_id = ? AND state <> 'cancelled'",
      )
      .get(orderId) ?? 1
  );
}
