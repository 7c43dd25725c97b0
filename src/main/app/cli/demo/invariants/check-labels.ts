import type { DemoEvidence, StoredParcel } from '#main/app/cli/demo/demo-evidence.ts';
import { InvariantCheck } from '#main/app/cli/demo/invariants/invariant.ts';
import type { Invariant } from '#main/app/cli/demo/invariants/invariant.ts';

/** P2: at most one waybill per parcel in the carrier's books, exactly one paper per label, and the right barcode on it. */
export function checkLabels(evidence: DemoEvidence): Invariant {
  const check = new InvariantCheck();
  const parcels = evidence.orders.flatMap((order) => order.parcels);
  checkCarrier(check, evidence, parcels);
  checkPaper(check, evidence, parcels);
  return check.result('P2', 'No second label, no second waybill');
}

function checkCarrier(check: InvariantCheck, { waybills }: DemoEvidence, parcels: readonly StoredParcel[]): void {
  const ours = new Map(parcels.flatMap(({ waybills: rows }) => rows.map((row) => [row.requestKey, row] as const)));
  for (const booked of waybills) {
    const numbers = new Set(booked.waybillNumbers);
    check.expect(
      numbers.size <= 1,
      () => `${booked.orderId}: the carrier issued ${numbers.size} numbers: ${[...numbers].join(', ')}`,
    );
    const row = ours.get(booked.orderId);
    check.expect(
      row?.trackingNumber != null && numbers.has(row.trackingNumber),
      () => `${booked.orderId}: the carrier issued ${[...numbers].join()}, here ${row?.trackingNumber ?? 'nothing'}`,
    );
  }
  const known = new Map(waybills.map((booked) => [booked.orderId, booked]));
  for (const parcel of parcels) {
    const live = parcel.waybills.filter((row) => row.state === 'issued');
    check.expect(live.length <= 1, () => `parcel ${parcel.id}: ${live.length} waybills`);
    for (const row of live) check.expect(known.has(row.requestKey), () => `${row.requestKey}: unknown to the carrier`);
  }
}

function checkPaper(check: InvariantCheck, { printed }: DemoEvidence, parcels: readonly StoredParcel[]): void {
  const whole = printed.filter((label) => label.isComplete);
  const papers = Map.groupBy(whole, (label) => label.barcode ?? '');
  const expected = new Set<string>();
  for (const parcel of parcels) {
    const waybill = parcel.waybills.find((row) => row.state === 'issued')?.trackingNumber ?? null;
    const isLabelled = parcel.state === 'labelled' || parcel.state === 'shipped';
    for (const [labelKey, prints] of Map.groupBy(parcel.prints, (print) => print.labelKey)) {
      const standing = prints.filter((print) => print.state !== 'voided' && print.state !== 'superseded');
      check.expect(standing.length === 1, () => `${labelKey}: ${standing.length} prints stand for one label`);
      for (const print of prints.filter(({ printNumber, reason }) => printNumber > 1 && !reason))
        check.expect(false, () => `${labelKey} print ${print.printNumber}: nobody was asked`);
    }
    if (!isLabelled) continue;
    check.expect(waybill !== null, () => `parcel ${parcel.id}: ${parcel.state} without a waybill`);
    if (waybill === null) continue;
    expected.add(waybill);
    const count = papers.get(waybill)?.length ?? 0;
    check.expect(count === 1, () => `${waybill}: ${count} labels came out of the printer`);
  }
  for (const label of whole) {
    check.expect(
      label.barcode !== null && expected.has(label.barcode),
      () =>
        `${label.pngFile}: its barcode reads ${label.barcode ?? 'nothing'}, which is no waybill of a labelled parcel`,
    );
  }
}
