import { parcelRecipient, party } from '#main/usecases/documents/parcel-facts.ts';
import { datedNumbers, defineParcelLabel } from '#main/usecases/documents/parcel-label.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { ReturnLabelOf } from '#shared/contract/documents.ts';

/** The way back of a box: its buyer is the sender, the warehouse the receiver. One per box for ever; its code finds the order. */
export const returnLabel = defineParcelLabel({
  kind: 'return',
  of: ReturnLabelOf,
  idKind: 'return_label',
  numberField: 'returnCode',
  numbers: datedNumbers('RT'),
  fields(db, world, parcel) {
    const buyer = party(parcelRecipient(db, world, parcel));
    const warehouse = party(world.senderOf(parcel.warehouseId));
    return {
      returnName: warehouse.name,
      returnPhone: warehouse.phone,
      returnAddress: warehouse.address,
      senderName: buyer.name,
      senderPhone: buyer.phone,
      senderAddress: buyer.address,
      orderNumber: parcel.orderNumber,
      instructions: readSetting(db, 'returnInstructions'),
      returnLink: '',
    };
  },
});
