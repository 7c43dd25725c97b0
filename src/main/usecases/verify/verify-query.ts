import { displayStatus } from '#core/orders/display-status.ts';
import type { NamedQuery } from '#main/db/queries/named-query.ts';
import { verifyDatabase } from '#main/usecases/verify/verify-database.ts';
import type { VerifyDatabaseReport } from '#main/usecases/verify/verify-database.ts';

/** {@link verifyDatabase} for a reader: minutes with a million orders, in which the backend goes on packing. */
export const verifyQuery: NamedQuery<null, VerifyDatabaseReport> = {
  name: 'verify-database',
  isLong: true,
  run: (db) => verifyDatabase(db, { deriveStatus: displayStatus }),
};
