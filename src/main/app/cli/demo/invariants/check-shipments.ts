import type { BookedOrder, DemoEvidence, StoredOrder } from '#main/app/cli/demo/demo-evidence.ts';
import { InvariantCheck } from '#main/app/cli/demo/invariants/invariant.ts';
import type { Invariant } from '#main/app/cli/demo/invariants/invariant.ts';
import type { BookedShipment } from '#main/simulators/kit/channel-books.ts';

/** Every labelled order was told to its channel exactly once, with its waybill; nothing left that must not leave. */
export function checkShipments({ shops, orders }: DemoEvidence): Invariant {
  const check = new InvariantCheck();
  for (const shop of shops) {
    const told = Map.groupBy(shop.shipments, (shipment) => shipment.externalNumber);
    const stored = orders.filter((order) => order.shopId === shop.shopId);
    const known = new Map(stored.map((order) => [order.externalNumber, order]));
    for (const order of stored) checkTold(check, order, told.get(order.externalNumber) ?? []);
    for (const shipment of shop.shipments) {
      const number = shipment.externalNumber;
      check.expect(
        known.get(number)?.fulfilment === 'shipped',
        () => `${number}: told to ${shop.name}, not shipped here`,
      );
      check.expect(
        shipment.shippedAgainst === undefined,
        () => `${number}: shipped although the order was ${shipment.shippedAgainst}`,
      );
    }
  }
  return check.result('SHIPMENTS', 'Each parcel is told to its channel once, and none that was called off');
}

function checkTold(check: InvariantCheck, order: StoredOrder, told: readonly BookedShipment[]): void {
  // Cancelled while its label was printing: it stays, and the channel is not told.
  const isStaying = order.fulfilment === 'cancelled';
  const left = order.parcels.filter(({ state }) => state === 'shipped' || (state === 'labelled' && !isStaying));
  if (left.length === 0 && told.length === 0) return;
  const waybills = left.flatMap((parcel) => parcel.waybills.filter(({ state }) => state === 'issued'));
  check.expect(
    told.length === left.length && told.every((shipment) => shipment.acceptedCalls === 1),
    () =>
      `${order.externalNumber}: ${left.length} parcels, told ${told.map(({ acceptedCalls }) => acceptedCalls).join('+') || 0} times`,
  );
  for (const shipment of told) {
    check.expect(
      waybills.some(({ trackingNumber }) => trackingNumber === shipment.trackingNumber),
      () => `${order.externalNumber}: told with ${shipment.trackingNumber}, which is not its waybill`,
    );
  }
}

/** P6: what may be shipped was shipped, or the order itself says why not. */
export function checkNothingLeft({ shops, orders }: DemoEvidence): Invariant {
  const check = new InvariantCheck();
  for (const shop of shops) {
    const stored = new Map(
      orders.filter(({ shopId }) => shopId === shop.shopId).map((order) => [order.externalNumber, order]),
    );
    for (const booked of shop.paid) {
      const order = stored.get(booked.externalNumber);
      if (order) checkStanding(check, booked, order);
    }
  }
  return check.result('P6', 'Nothing lies around without a reason');
}

function checkStanding(check: InvariantCheck, booked: BookedOrder, order: StoredOrder): void {
  const hasLeft = order.fulfilment === 'shipped';
  if (booked.shippable)
    check.expect(
      hasLeft || order.holds.length > 0,
      () => `${order.externalNumber}: may be shipped, is ${order.status} without a hold`,
    );
  else
    check.expect(
      hasLeft || order.holds.length > 0 || ['cancelled', 'refunding'].includes(order.status),
      () => `${order.externalNumber}: ${booked.blockReason} at the channel, ${order.status} here`,
    );
}
