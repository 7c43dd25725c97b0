import type { WriteTx } from '#main/db/handles.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Writes down what is good to have, and goes on without it where the database may only be read: after damage, what leads out of it
 * (signing in, checking and restoring a backup) must not depend on being written down.
 * @returns whether it was written
 */
export function writeIfPossible(ctx: Pick<UseCaseContext, 'db'>, work: (tx: WriteTx) => void): boolean {
  try {
    ctx.db.transaction(work);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'ERR_DB_READ_ONLY') return false;
    throw error;
  }
}
