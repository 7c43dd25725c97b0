import { datedNumber, datedSeries } from '#main/usecases/documents/dated-number.ts';
import { defineDocument } from '#main/usecases/documents/document-kind.ts';
import { giveNumber, lastOfSeries, numberOf, takeOfSeries } from '#main/usecases/documents/document-numbers.ts';
import { closedParcelsOf, parcelRecipient, party, readClosedParcel } from '#main/usecases/documents/parcel-facts.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { ReturnLabelOf } from '#shared/contract/documents.ts';

/** The way back of a box: its buyer is the sender, the warehouse the receiver. One per box for ever; its code finds the order. */
export const returnLabel = defineDocument({
  kind: 'return',
  of: ReturnLabelOf,
  prepare(tx, _context, act, world, { shipmentId }) {
    const { orderId } = readClosedParcel(tx, shipmentId);
    const series = datedSeries('RT', world.atMs, world.zone);
    giveNumber(tx, act, { kind: 'return', idKind: 'return_label', shipmentId, orderId, atMs: world.atMs }, () =>
      datedNumber(series, takeOfSeries(tx, series)),
    );
  },
  read(db, world, { shipmentId }) {
    const parcel = readClosedParcel(db, shipmentId);
    const series = datedSeries('RT', world.atMs, world.zone);
    const buyer = party(parcelRecipient(db, world, parcel));
    const warehouse = party(world.senderOf(parcel.warehouseId));
    return {
      leftOut: 0,
      papers: [
        {
          labelKey: `return:${shipmentId}`,
          layout: 'return',
          shopId: parcel.shopId,
          orderId: parcel.orderId,
          shipmentId,
          copies: 1,
          data: {
            returnName: warehouse.name,
            returnPhone: warehouse.phone,
            returnAddress: warehouse.address,
            senderName: buyer.name,
            senderPhone: buyer.phone,
            senderAddress: buyer.address,
            returnCode: numberOf(db, 'return', shipmentId) ?? datedNumber(series, lastOfSeries(db, series) + 1),
            orderNumber: parcel.orderNumber,
            instructions: readSetting(db, 'returnInstructions'),
            returnLink: '',
          },
        },
      ],
    };
  },
  ofOrder: (db, orderId) => closedParcelsOf(db, orderId).map((shipmentId) => ({ kind: 'return', shipmentId })),
});
