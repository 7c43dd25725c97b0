import type { DemoEvidence } from '#main/app/cli/demo/demo-evidence.ts';
import { checkBoxes } from '#main/app/cli/demo/invariants/check-boxes.ts';
import { checkLabels } from '#main/app/cli/demo/invariants/check-labels.ts';
import { checkPaidOrders } from '#main/app/cli/demo/invariants/check-paid-orders.ts';
import { checkNothingLeft, checkShipments } from '#main/app/cli/demo/invariants/check-shipments.ts';
import { checkStockBooks } from '#main/app/cli/demo/invariants/check-stock-books.ts';
import { InvariantCheck } from '#main/app/cli/demo/invariants/invariant.ts';
import type { Invariant } from '#main/app/cli/demo/invariants/invariant.ts';

/** Holds the promises against the books of channels, carrier, printer and database. Pure: the same evidence, the same verdict. */
export function checkInvariants(evidence: DemoEvidence): readonly Invariant[] {
  return [
    checkPaidOrders(evidence),
    checkLabels(evidence),
    checkBoxes(evidence),
    checkStockBooks(evidence),
    checkShipments(evidence),
    checkNothingLeft(evidence),
    checkRecords(evidence),
  ];
}

/** The proofs that the stored data carries in itself. */
function checkRecords({ checks }: DemoEvidence): Invariant {
  const check = new InvariantCheck();
  for (const { name, ok, problems } of checks) check.expect(ok, () => `${name}: ${JSON.stringify(problems)}`);
  return check.result('RECORDS', 'Event chains, ledger, label keys and file are intact');
}
