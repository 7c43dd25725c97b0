import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { TmcQueue } from './message-queue.ts';
import type { ListedItem } from './listing-shelf.ts';
import type { RefundStore } from './refund-case.ts';
import type { TopTokenDesk } from './top-tokens.ts';
import type { TopObject } from './top-value.ts';
import type { TradeStore } from './trade-store.ts';

/** What every method handler works on. */
export interface TopContext {
  /** The server's clock, skew included. */
  readonly clock: SimulatorClock;
  readonly store: TradeStore;
  readonly refunds: RefundStore;
  readonly shelf: ReadonlyMap<string, ListedItem>;
  readonly tokens: TopTokenDesk;
  readonly sellerNick: string;
  readonly queue: TmcQueue;
  readonly books: ChannelBookkeeper;
  readonly faults: FaultSwitchboard;
  readonly random: SeededRandom;
  clearReceiver(): boolean;
  /** The seller lets the app be told. */
  permitMessages(): void;
}

export type TopParameters = ReadonlyMap<string, string>;

/** One API of TOP. `run` returns the members of the answer beside `request_id`, or throws a TopFailure. */
export interface TopMethod {
  readonly name: string;
  /** Seller's data: needs a valid session. */
  readonly needsSession: boolean;
  run(parameters: TopParameters, context: TopContext): TopObject;
}
