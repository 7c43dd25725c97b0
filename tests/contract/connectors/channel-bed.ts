import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import type { ChannelBooks } from '#main/simulators/kit/channel-books.ts';
import type { FaultSwitchboard } from '#main/simulators/kit/fault-switchboard.ts';
import type { PushRequest } from '#main/plugins/channels/channel-connector.ts';

/** A running shop of one channel, as its contract suite needs it. External numbers are the channel's own. */
export interface ChannelBed {
  readonly books: ChannelBooks;
  readonly faults: FaultSwitchboard;
  /** Names of the calls for aiming faults. */
  readonly operations: { readonly list: string; readonly ship: string; readonly push?: string };
  context(): ChannelContext;
  /** Contexts whose calls the platform must turn away for their credentials. */
  refusedContexts(): Readonly<Record<string, ChannelContext>>;
  /** Paid, shippable orders spread evenly over the last `spreadMs`. */
  addPaidOrders(count: number, spreadMs?: number): readonly string[];
  /** An order that is paid and must not be shipped. */
  addHeldOrder(): string;
  /** The order changes at the platform now. */
  touch(externalNumber: string): void;
  /** A number in the channel's form that no order has. */
  unknownNumber: string;
  /** Deliveries about one order as received over HTTP; only for channels with webhooks. */
  pushes?(externalNumber: string): Promise<{ good: PushRequest; flipped: PushRequest; previousSecret: PushRequest }>;
  close(): Promise<void>;
}

export type StartChannelBed = () => Promise<ChannelBed>;

/** Short enough for a test to sit out an answer that never comes. */
export const PATIENCE_MS = 400;
