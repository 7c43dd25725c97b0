import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';
import type { DemoGood } from '#main/simulators/kit/demo-catalogue.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import type { ChannelBooks } from '#main/simulators/kit/channel-books.ts';
import type { FaultSwitchboard } from '#main/simulators/kit/fault-switchboard.ts';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';

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
  /** The list of paid orders tells no amounts: the ledger then compares counts alone. */
  readonly listsNoAmounts?: boolean;
  /** No page says how far the window was read: after a failure all of it is read again. */
  readonly tellsNoProgress?: boolean;
  /** Deliveries about one order as received over HTTP; only for channels with webhooks. */
  pushes?(externalNumber: string): Promise<{ good: PushRequest; flipped: PushRequest; previousSecret: PushRequest }>;
  /** What goes on at the platform beside orders. */
  readonly upkeep?: ChannelUpkeep;
  close(): Promise<void>;
}

/** Left out where the platform has no such thing. */
export interface ChannelUpkeep {
  /** The buyer of a paid order wants (a part of) the money back. @returns the number of the case */
  openRefund?(externalNumber: string): string;
  /** Units on sale of the SKU with this merchant code. */
  stockOf?(skuCode: string): number | undefined;
  /** Good credentials that can be renewed and are about to end. */
  endingCredentials?(): unknown;
  /** The seller agrees on the page in the browser. @returns the code that the platform hands over, or the whole address to which it sends the browser */
  authorise?(page: string): string | Promise<string>;
}

export type StartChannelBed = () => Promise<ChannelBed>;

/** @throws Error for a code that the demo store does not sell */
export function demoGood(skuCode: string): DemoGood {
  const good = demoCatalogue().find((each) => each.code === skuCode);
  if (!good) throw new Error(`the demo store does not sell ${skuCode}`);
  return good;
}

/** Short enough for a test to sit out an answer that never comes. */
export const PATIENCE_MS = 400;
