import type { ReadDb } from '#main/db/handles.ts';
import { checkAuditChain, checkEventChains } from '#main/usecases/verify/check-chains.ts';
import { checkDisplayStatus } from '#main/usecases/verify/check-display-status.ts';
import type { DeriveStatus } from '#main/usecases/verify/check-display-status.ts';
import { checkFile } from '#main/usecases/verify/check-file.ts';
import { checkLabelKeys, checkWaybills } from '#main/usecases/verify/check-labels.ts';
import { checkOrderCounts } from '#main/usecases/verify/check-order-counts.ts';
import { checkStock } from '#main/usecases/verify/check-stock.ts';
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
 * is whole. Reads everything, so run it on a reader (worker) for large databases. Problems name ids and numbers, never personal data.
 */
export function verifyDatabase(db: ReadDb, options: VerifyDatabaseOptions): VerifyDatabaseReport {
  const checks = [
    checkFile(db),
    checkEventChains(db),
    checkAuditChain(db),
    checkStock(db),
    checkLabelKeys(db),
    checkWaybills(db),
    checkDisplayStatus(db, options.deriveStatus),
    checkOrderCounts(db),
  ];
  return { ok: checks.every((check) => check.ok), checks };
}
