import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { CarrierBookkeeper } from './carrier-books.ts';
import type { FilterResult, SfOrder } from './sf-order.ts';

export interface SfContext {
  readonly clock: SimulatorClock;
  readonly faults: FaultSwitchboard;
  readonly books: CarrierBookkeeper;
  readonly orders: Map<string, SfOrder>;
  /** A number never issued before. */
  nextWaybillNumber(): string;
  filterResultFor(orderId: string): FilterResult;
  /** Undefined = any monthly account is accepted. */
  readonly monthlyCards: readonly string[] | undefined;
}

/** One service code. `run` takes the parsed msgData and returns the inner msgData, or throws an SfInnerFailure. */
export interface SfService {
  readonly code: string;
  run(msgData: unknown, context: SfContext): unknown;
}
