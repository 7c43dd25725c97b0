import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { WireObject } from '../kit/wire-json.ts';
import type { PddAccess } from './pdd-access.ts';
import type { MessageHub } from './message-hub.ts';
import type { PddOrderStore } from './order-store.ts';

/** What every method handler works on. */
export interface PddContext {
  /** The server's clock, skew included. */
  readonly clock: SimulatorClock;
  readonly store: PddOrderStore;
  readonly hub: MessageHub;
  readonly books: ChannelBookkeeper;
  readonly faults: FaultSwitchboard;
  readonly random: SeededRandom;
  readonly access: PddAccess;
  /** Sellable units by SKU id, as told by the merchant. */
  readonly stock: Map<string, number>;
  readonly mallName: string;
}

export type PddParameters = ReadonlyMap<string, string>;

/** One API. `run` returns the members of the answer beside `request_id`, or throws a PddFailure. */
export interface PddMethod {
  readonly type: string;
  /** Root key of its answer. */
  readonly root: string;
  /** Merchant's data: needs a valid access token. */
  readonly needsToken: boolean;
  run(parameters: PddParameters, context: PddContext): WireObject;
}
