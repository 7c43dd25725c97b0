import { expectWeight, judgeExpectedWeight } from '#core/weighing/expected-weight.ts';
import type { BookedOrder, DemoEvidence, StoredParcel } from '#main/app/cli/demo/demo-evidence.ts';
import { InvariantCheck } from '#main/app/cli/demo/invariants/invariant.ts';
import type { Invariant } from '#main/app/cli/demo/invariants/invariant.ts';

/** P3: every box that left holds what the channel's books want, was weighed inside tolerance, and every mistake was refused. */
export function checkBoxes(evidence: DemoEvidence): Invariant {
  const check = new InvariantCheck();
  const booked = new Map(evidence.shops.flatMap((shop) => shop.paid.map((order) => [key(shop.shopId, order), order])));
  for (const order of evidence.orders) {
    for (const parcel of order.parcels.filter(({ state }) => state === 'labelled' || state === 'shipped')) {
      const wanted = booked.get(key(order.shopId, order));
      check.expect(wanted !== undefined, () => `${order.externalNumber}: packed, unknown to the channel`);
      if (!wanted) continue;
      checkContent(check, wanted, parcel);
      checkWeight(check, evidence.weighing, wanted, parcel);
    }
  }
  for (const mistake of evidence.mistakes) {
    check.expect(
      mistake.refusedWith !== null,
      () => `${mistake.orderNumber}: ${mistake.kind} ${mistake.what} was let through at ${mistake.stationId}`,
    );
  }
  return check.result('P3', 'No wrong box');
}

const key = (shopId: string, { externalNumber }: { readonly externalNumber: string }): string =>
  `${shopId} ${externalNumber}`;

function checkContent(check: InvariantCheck, wanted: BookedOrder, parcel: StoredParcel): void {
  for (const { lineNumber, skuCode } of wanted.items) {
    const due = wanted.dueUnits[lineNumber] ?? 0;
    const scanned = parcel.scannedUnits[lineNumber] ?? 0;
    check.expect(scanned === due, () => `${wanted.externalNumber} ${skuCode}: ${due} wanted, ${scanned} scanned`);
  }
  const strangers = Object.keys(parcel.scannedUnits).filter((line) => !(line in wanted.dueUnits));
  check.expect(
    strangers.length === 0,
    () => `${wanted.externalNumber}: scanned lines ${strangers.join()} are not its own`,
  );
}

/** The expected weight is computed anew, from the catalogue and the channel's books. */
function checkWeight(
  check: InvariantCheck,
  weighing: DemoEvidence['weighing'],
  wanted: BookedOrder,
  parcel: StoredParcel,
): void {
  const lines = wanted.items.map(({ lineNumber, skuCode }) => ({
    skuCode,
    quantity: wanted.dueUnits[lineNumber] ?? 0,
    weightG: weighing.unitGrams.get(skuCode) ?? null,
  }));
  const outcome = expectWeight(lines, weighing.packagingG, weighing.tolerance);
  const grams = parcel.weightG;
  const isInside = outcome.kind === 'known' && grams !== null && judgeExpectedWeight(outcome.expected, grams).ok;
  check.expect(isInside, () => {
    const expected = outcome.kind === 'known' ? `${outcome.expected.expectedG} g` : 'nothing known';
    return `${wanted.externalNumber}: weighed ${grams ?? 'not at all'} g, expected ${expected}`;
  });
  check.expect(!parcel.isOverridden, () => `${wanted.externalNumber}: its weight was overridden`);
  if (!weighing.hasScale) return;
  check.expect(parcel.weightSource === 'scale', () => `${wanted.externalNumber}: weight by ${parcel.weightSource}`);
}
