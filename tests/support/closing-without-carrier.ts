import type { FinishServices } from '#main/usecases/packing/finish-parcel.ts';
import { AppError } from '#shared/errors/app-error.ts';

const notAsked = (): never => {
  throw new Error('nobody is asked');
};

/** No carrier is set up: a box is closed, and stays without a waybill until a test gives it one. */
export const CLOSING_WITHOUT_CARRIER: FinishServices = {
  chooseCarrier: () => {
    throw new AppError('ERR_CARRIER_ACCOUNT_MISSING', { carrier: null });
  },
  senderOf: notAsked,
  printing: {
    renderer: { render: notAsked, png: notAsked },
    printerFor: notAsked,
    drawWaybill: notAsked,
    prepare: notAsked,
    wake: notAsked,
    submit: notAsked,
  },
  recheckOrder: () => Promise.resolve(),
};
