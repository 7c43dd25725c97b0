import { formatKilograms } from '#core/weighing/format-kilograms.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { datedNumber, datedSeries } from '#main/usecases/documents/dated-number.ts';
import { defineDocument } from '#main/usecases/documents/document-kind.ts';
import { giveNumber, lastOfSeries, numberOf, takeOfSeries } from '#main/usecases/documents/document-numbers.ts';
import {
  closedParcelsOf,
  parcelGoods,
  parcelRecipient,
  party,
  readClosedParcel,
} from '#main/usecases/documents/parcel-facts.ts';
import { CartonOf } from '#shared/contract/documents.ts';

/** Outside of a box: where it goes, which of how many, what it weighs. One per box for ever. */
export const cartonLabel = defineDocument({
  kind: 'carton',
  of: CartonOf,
  prepare(tx, _context, act, world, { shipmentId }) {
    const { orderId } = readClosedParcel(tx, shipmentId);
    const series = datedSeries('CT', world.atMs, world.zone);
    giveNumber(tx, act, { kind: 'carton', idKind: 'carton', shipmentId, orderId, atMs: world.atMs }, () =>
      datedNumber(series, takeOfSeries(tx, series)),
    );
  },
  read(db, world, { shipmentId }) {
    const parcel = readClosedParcel(db, shipmentId);
    const series = datedSeries('CT', world.atMs, world.zone);
    const recipient = party(parcelRecipient(db, world, parcel));
    return {
      leftOut: 0,
      papers: [
        {
          labelKey: `carton:${shipmentId}`,
          layout: 'carton',
          shopId: parcel.shopId,
          orderId: parcel.orderId,
          shipmentId,
          copies: 1,
          data: {
            carton: `${parcel.parcelNumber} / ${countOfParcels(db, parcel.orderId)}`,
            cartonCode: numberOf(db, 'carton', shipmentId) ?? datedNumber(series, lastOfSeries(db, series) + 1),
            recipientName: recipient.name,
            recipientAddress: recipient.address,
            orderNumber: parcel.orderNumber,
            weight: parcel.weightG === null ? '—' : formatKilograms(parcel.weightG),
            size: '',
            lines: parcelGoods(db, shipmentId).map(({ skuCode, title, quantity }) => ({
              skuCode,
              title,
              quantity: String(quantity),
            })),
          },
        },
      ],
    };
  },
  ofOrder: (db, orderId) => closedParcelsOf(db, orderId).map((shipmentId) => ({ kind: 'carton', shipmentId })),
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
