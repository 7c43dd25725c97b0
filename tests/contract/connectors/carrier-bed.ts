import type { CarrierContext, WaybillRequest } from '#main/plugins/carriers/carrier-connector.ts';
import type { CarrierBooks } from '#main/simulators/sf-express/carrier-books.ts';
import type { FaultSwitchboard } from '#main/simulators/kit/fault-switchboard.ts';

/** A running carrier, as its contract suite needs it. */
export interface CarrierBed {
  readonly books: CarrierBooks;
  readonly faults: FaultSwitchboard;
  /** Names of the calls for aiming faults. */
  readonly operations: { readonly create: string; readonly find: string };
  context(): CarrierContext;
  refusedContexts(): Readonly<Record<string, CarrierContext>>;
  request(requestKey: string): WaybillRequest;
  /** The carrier will not deliver to the address of this key. */
  makeUndeliverable(requestKey: string): void;
  close(): Promise<void>;
}

export type StartCarrierBed = () => Promise<CarrierBed>;
