import type { CarrierConnector, CarrierContext } from '#main/plugins/carriers/carrier-connector.ts';
import type { Recipient } from '#shared/model/order.ts';

/** A carrier account with everything needed to talk to it; made by the composition root. */
export interface ConnectedCarrier {
  readonly accountId: string;
  readonly carrierId: string;
  readonly name: string;
  readonly serviceCode: string;
  readonly connector: CarrierConnector;
  carrierContext(signal?: AbortSignal): CarrierContext;
}

/** The account that an order is shipped with. @throws AppError ERR_CARRIER_ACCOUNT_MISSING */
export type ChooseCarrier = (orderId: string) => ConnectedCarrier;

export type SenderOf = (warehouseId: string) => Recipient;
