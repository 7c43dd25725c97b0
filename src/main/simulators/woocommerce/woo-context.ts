import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { NumberSource } from './order-factory.ts';
import type { OrderStore } from './order-store.ts';
import type { ProductShelf } from './product-shelf.ts';
import type { WooSubscriptions } from './webhook-subscriptions.ts';
import type { WooOrder } from './woo-order.ts';

/** What every route works on. */
export interface WooContext {
  /** The server's clock, skew included. */
  readonly clock: SimulatorClock;
  readonly store: OrderStore;
  readonly shelf: ProductShelf;
  readonly books: ChannelBookkeeper;
  readonly faults: FaultSwitchboard;
  readonly random: SeededRandom;
  readonly numbers: NumberSource;
  readonly subscriptions: WooSubscriptions;
  readonly siteName: string;
  readonly hasTrackingExtension: boolean;
  /** The order was changed through the API: move its time, update the books, notify. */
  changed(order: WooOrder): void;
}
