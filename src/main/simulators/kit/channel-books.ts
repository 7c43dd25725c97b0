/** One line of a paid order, in the platform's own terms. */
export interface BookedItem {
  /** Platform number of the line (oid, line item id). */
  readonly lineNumber: string;
  readonly skuCode: string;
  readonly quantity: number;
  readonly paidMinor: number;
}

/** An order that money was received for, whatever became of it later. */
export interface BookedPaidOrder {
  readonly externalNumber: string;
  /** Other numbers of the same order (Shopify name and legacy id). */
  readonly aliases: readonly string[];
  readonly paidMinor: number;
  readonly currency: string;
  readonly paidAtMs: number;
  readonly items: readonly BookedItem[];
  /** May be shipped now; false with a reason for closed, refunding, forbidden or held orders. */
  shippable: boolean;
  blockReason: string | undefined;
}

/** A parcel that the channel was told of. `acceptedCalls` above 1 means it was told twice. */
export interface BookedShipment {
  readonly externalNumber: string;
  readonly trackingNumber: string;
  readonly carrier: string;
  readonly lineNumbers: readonly string[];
  readonly firstAcceptedAtMs: number;
  acceptedCalls: number;
  /** Accepted by the platform although a careful shop would not have shipped (for example a refund under way). */
  readonly shippedAgainst: string | undefined;
}

export interface RefusedShipment {
  readonly externalNumber: string;
  readonly trackingNumber: string;
  readonly code: string;
  readonly atMs: number;
}

/** A notification that left the platform, once or more. */
export interface BookedPush {
  readonly id: string;
  readonly topic: string;
  readonly externalNumber: string;
  readonly sentAtMs: number[];
  acknowledgedAtMs: number | undefined;
}

/** What the channel itself believes happened; compared with Packbench's database by tests and by the demo. */
export interface ChannelBooks {
  paidOrders(): readonly BookedPaidOrder[];
  /** Finds by the external number or any alias. */
  paidOrder(number: string): BookedPaidOrder | undefined;
  shipments(): readonly BookedShipment[];
  shipmentsOf(externalNumber: string): readonly BookedShipment[];
  refusedShipments(): readonly RefusedShipment[];
  pushes(): readonly BookedPush[];
}

/** The writing side, kept inside the simulator. */
export interface ChannelBookkeeper extends ChannelBooks {
  notePaid(order: Omit<BookedPaidOrder, 'shippable' | 'blockReason'>): void;
  noteShippable(externalNumber: string, blockReason: string | undefined): void;
  noteShipment(shipment: Omit<BookedShipment, 'acceptedCalls'>): void;
  noteRefusal(refusal: RefusedShipment): void;
  notePushSent(push: { id: string; topic: string; externalNumber: string; atMs: number }): void;
  notePushAcknowledged(id: string, atMs: number): void;
}

/** Empty books of one shop. */
export function createChannelBooks(): ChannelBookkeeper {
  const paid = new Map<string, BookedPaidOrder>();
  const byAlias = new Map<string, string>();
  const shipments = new Map<string, BookedShipment[]>();
  const refusals: RefusedShipment[] = [];
  const pushes = new Map<string, BookedPush>();

  return {
    paidOrders: () => [...paid.values()],
    paidOrder: (number) => paid.get(byAlias.get(number) ?? number),
    shipments: () => [...shipments.values()].flat(),
    shipmentsOf: (externalNumber) => shipments.get(externalNumber) ?? [],
    refusedShipments: () => refusals,
    pushes: () => [...pushes.values()],

    notePaid(order) {
      paid.set(order.externalNumber, { ...order, shippable: true, blockReason: undefined });
      for (const alias of order.aliases) byAlias.set(alias, order.externalNumber);
    },
    noteShippable(externalNumber, blockReason) {
      const order = paid.get(externalNumber);
      if (!order) return;
      order.shippable = blockReason === undefined;
      order.blockReason = blockReason;
    },
    noteShipment(shipment) {
      const known = shipments.get(shipment.externalNumber) ?? [];
      const lines = shipment.lineNumbers.join();
      const same = known.find(
        (entry) => entry.trackingNumber === shipment.trackingNumber && entry.lineNumbers.join() === lines,
      );
      if (same) same.acceptedCalls += 1;
      else shipments.set(shipment.externalNumber, [...known, { ...shipment, acceptedCalls: 1 }]);
    },
    noteRefusal: (refusal) => void refusals.push(refusal),
    notePushSent({ id, topic, externalNumber, atMs }) {
      const push = pushes.get(id) ?? { id, topic, externalNumber, sentAtMs: [], acknowledgedAtMs: undefined };
      push.sentAtMs.push(atMs);
      pushes.set(id, push);
    },
    notePushAcknowledged(id, atMs) {
      const push = pushes.get(id);
      if (push) push.acknowledgedAtMs ??= atMs;
    },
  };
}
