import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { NumberSource } from './order-factory.ts';
import type { Inventory } from './inventory.ts';
import type { OrderStore } from './order-store.ts';
import type { ShopifyOrder } from './shopify-order.ts';
import type { WebhookSubscriptions } from './webhook-subscriptions.ts';

export interface ShopIdentity {
  readonly name: string;
  readonly domain: string;
  readonly currency: string;
}

/** What every resolver works on. */
export interface ShopifyContext {
  /** The server's clock, skew included. */
  readonly clock: SimulatorClock;
  readonly store: OrderStore;
  readonly inventory: Inventory;
  readonly books: ChannelBookkeeper;
  readonly faults: FaultSwitchboard;
  readonly numbers: NumberSource;
  readonly shop: ShopIdentity;
  readonly subscriptions: WebhookSubscriptions;
  readonly scopes: ReadonlySet<string>;
  /** The order was changed through the API: move its time, update the books, notify subscribers. */
  changed(order: ShopifyOrder, topics: readonly string[]): void;
}
