import type { SimulatedShop } from '#main/simulators/control/simulated-shop.ts';
import type { BookedPaidOrder } from '#main/simulators/kit/channel-books.ts';
import type { LocalBooks, LocalOrder } from '#tests/faults/soak/soak-messages.ts';

/** Holds that this side places by itself: the platform would let the parcel go. */
const OWN_HOLDS = new Set(['stock', 'address']);
/** States of the platform in which nothing may stay reserved. */
const OVER = new Set(['closed', 'cancelled', 'refunded', 'trash', 'failed']);
/** Refunded, and still listed as to be shipped: its units wait until somebody has decided. */
const LEFT_TO_A_PERSON = 'refund:refunded_line_still_open';
const PACKABLE = new Set(['ready_to_pack', 'packing', 'packed', 'labelled', 'shipped']);

/** Every difference between a platform's books and the books here, order by order, in words. */
export function compareBooks(shop: SimulatedShop, local: LocalBooks): string[] {
  const here = new Map<string, LocalOrder>();
  const differences: string[] = [];
  const tell = (number: string, what: string): void => void differences.push(`${shop.platform} ${number}: ${what}`);
  for (const order of local.orders) {
    if (order.channelId !== shop.platform) continue;
    if (here.has(order.number)) tell(order.number, 'is here twice');
    here.set(order.number, order);
  }
  for (const booked of shop.books.paidOrders()) {
    const order = here.get(booked.externalNumber);
    here.delete(booked.externalNumber);
    if (!order) tell(booked.externalNumber, 'is missing');
    else
      for (const what of differencesOf(booked, shop.amountNow(booked.externalNumber), order))
        tell(booked.externalNumber, what);
  }
  for (const order of here.values())
    if (order.payment === 'paid') tell(order.number, `is paid here and not there (${order.status})`);
  return differences;
}

function* differencesOf(booked: BookedPaidOrder, amountNow: number | undefined, order: LocalOrder): Generator<string> {
  if (order.totalMinor !== amountNow || order.currency !== booked.currency)
    yield `${booked.currency} ${amountNow} there, ${order.currency} ${order.totalMinor} here`;
  const state = `${order.payment}/${order.fulfilment}/${order.afterSales} ${order.status} [${order.holds}]`;
  if (booked.shippable && !isPackable(order)) yield `may be shipped there, is ${state} here`;
  if (!booked.shippable && PACKABLE.has(order.status)) yield `is ${booked.blockReason} there, ${state} here`;
  if (OVER.has(booked.blockReason ?? '') && order.reserved > 0 && !order.holds.includes(LEFT_TO_A_PERSON))
    yield `is ${booked.blockReason} there, ${order.reserved} units are reserved here`;
  if (order.status === 'ready_to_pack' && order.reserved !== order.due)
    yield `is ready to pack with ${order.reserved} of ${order.due} units reserved`;
}

function isPackable(order: LocalOrder): boolean {
  if (PACKABLE.has(order.status)) return true;
  const holds = order.holds.split(',').map((hold) => hold.split(':')[0] ?? '');
  return order.status === 'on_hold' && holds.every((kind) => OWN_HOLDS.has(kind));
}
