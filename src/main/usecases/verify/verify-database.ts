import type { ReadDb } from '#main/db/handles.ts';
import { unlessDamaged } from '#main/db/unless-damaged.ts';
import { checkAuditChain, checkEventChains } from '#main/usecases/verify/check-chains.ts';
import { checkDisplayStatus } from '#main/usecases/verify/check-display-status.ts';
import type { DeriveStatus } from '#main/usecases/verify/check-display-status.ts';
import { checkFile } from '#main/usecases/verify/check-file.ts';
import { checkLabelKeys, checkWaybills } from '#main/usecases/verify/check-labels.ts';
import { checkOrderCounts } from '#main/usecases/verify/check-order-counts.ts';
import { checkStock } from '#main/usecases/verify/check-stock.ts';
import { verifyCheck } from '#main/usecases/verify/verify-check.ts';
import type { Findings, VerifyCheck } from '#main/usecases/verify/verify-check.ts';

export interface VerifyDatabaseReport {
  readonly ok: boolean;
  readonly checks: VerifyCheck[];
}

export interface VerifyDatabaseOptions {
  /** The status that an order's own row should show; core/orders/display-status.ts in the product. */
  readonly deriveStatus: DeriveStatus;
}

type Look = (db: ReadDb, options: VerifyDatabaseOptions) => Findings;

/** Every check, in the order of the report; its words stand under `verify.check` of safety.json. */
const CHECKS: readonly (readonly [name: string, look: Look])[] = [
  ['file', checkFile],
  ['event-chains', checkEventChains],
  ['audit-chain', checkAuditChain],
  ['stock-ledger', checkStock],
  ['label-keys', checkLabelKeys],
  ['waybills', checkWaybills],
  ['display-status', (db, { deriveStatus }) => checkDisplayStatus(db, deriveStatus)],
  ['order-counts', checkOrderCounts],
];

const UNREADABLE: Findings = { checked: 0, problems: [{ code: 'unreadable', data: {} }] };

/**
 * Proves the promises on the stored data: nobody edited a timeline, stock is the sum of its movements, no label was sent twice, the file
 * is whole. What lies on a damaged page is a finding of its check, and the others go on. Reads everything, so run it on a reader (worker)
 * for large databases. Problems name ids and numbers, never personal data.
 */
export function verifyDatabase(db: ReadDb, options: VerifyDatabaseOptions): VerifyDatabaseReport {
  const checks = CHECKS.map(([name, look]) =>
    verifyCheck(
      name,
      unlessDamaged(() => look(db, options), UNREADABLE),
    ),
  );
  return { ok: checks.every((check) => check.ok), checks };
}
