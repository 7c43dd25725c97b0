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
import type { VerifyCheck } from '#main/usecases/verify/verify-check.ts';

export interface VerifyDatabaseReport {
  readonly ok: boolean;
  readonly checks: VerifyCheck[];
}

export interface VerifyDatabaseOptions {
  /** The status that an order's own row should show; core/orders/display-status.ts in the product. */
  readonly deriveStatus: DeriveStatus;
}

/**
 * Proves the promises on the stored data: nobody edited a timeline, stock is the sum of its movements, no label was sent twice, the file
 * is whole. What lies on a damaged page is a finding of its check, and the others go on. Reads everything, so run it on a reader (worker)
 * for large databases. Problems name ids and numbers, never personal data.
 */
export function verifyDatabase(db: ReadDb, options: VerifyDatabaseOptions): VerifyDatabaseReport {
  const looks: readonly [name: string, look: () => VerifyCheck][] = [
    ['file', () => checkFile(db)],
    ['event-chains', () => checkEventChains(db)],
    ['audit-chain', () => checkAuditChain(db)],
    ['stock-ledger', () => checkStock(db)],
    ['label-keys', () => checkLabelKeys(db)],
    ['waybills', () => checkWaybills(db)],
    ['display-status', () => checkDisplayStatus(db, options.deriveStatus)],
    ['order-counts', () => checkOrderCounts(db)],
  ];
  const checks = looks.map(([name, look]) =>
    unlessDamaged(look, verifyCheck(name, 0, [{ code: 'unreadable', data: {} }])),
  );
  return { ok: checks.every((check) => check.ok), checks };
}
