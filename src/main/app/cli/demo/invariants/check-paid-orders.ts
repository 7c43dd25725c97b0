import type { BookedOrder, DemoEvidence, StoredOrder } from '#main/app/cli/demo/demo-evidence.ts';
import { InvariantCheck } from '#main/app/cli/demo/invariants/invariant.ts';
import type { Invariant } from '#main/app/cli/demo/invariants/invariant.ts';

/** Money was received for the order, whatever became of it later. */
const PAID = new Set(['paid', 'partially_refunded', 'refunded']);

/** P1: every paid order of every channel is stored, nothing is stored as paid that the channel does not know, amounts agree. */
export function checkPaidOrders({ shops, orders }: DemoEvidence): Invariant {
  const check = new InvariantCheck();
  for (const shop of shops) {
    const stored = new Map(
      orders.filter((order) => order.shopId === shop.shopId).map((order) => [order.externalNumber, order]),
    );
    const booked = new Set(shop.paid.map((order) => order.externalNumber));
    for (const order of shop.paid) compare(check, shop.name, order, stored.get(order.externalNumber));
    for (const order of stored.values()) {
      if (!PAID.has(order.payment)) continue;
      check.expect(
        booked.has(order.externalNumber),
        () => `${shop.name} ${order.externalNumber}: stored as ${order.payment}, not paid in the channel's books`,
      );
    }
  }
  return check.result('P1', 'No paid order is missed');
}

function compare(check: InvariantCheck, shop: string, booked: BookedOrder, stored: StoredOrder | undefined): void {
  const name = `${shop} ${booked.externalNumber}`;
  check.expect(stored !== undefined, () => `${name}: paid in the channel's books, missing here`);
  if (!stored) return;
  check.expect(
    PAID.has(stored.payment) || stored.fulfilment === 'cancelled',
    () => `${name}: paid in the channel's books, ${stored.payment} here`,
  );
  check.expect(
    stored.totalMinor === booked.shownMinor && stored.currency === booked.currency,
    () => `${name}: ${booked.shownMinor} ${booked.currency} in the books, ${stored.totalMinor} ${stored.currency} here`,
  );
  const lines = new Map(stored.lines.map((line) => [line.externalLineId, line]));
  check.expect(
    lines.size === booked.items.length,
    () => `${name}: ${booked.items.length} lines in the books, ${lines.size} here`,
  );
  for (const item of booked.items) {
    const line = lines.get(item.lineNumber);
    check.expect(
      line?.skuCode === item.skuCode && line.quantity === item.quantity && line.paidMinor === item.paidMinor,
      () =>
        `${name} line ${item.lineNumber}: ${item.quantity} x ${item.skuCode} for ${item.paidMinor} in the books, ` +
        (line ? `${line.quantity} x ${line.skuCode} for ${line.paidMinor} here` : 'missing here'),
    );
  }
}
