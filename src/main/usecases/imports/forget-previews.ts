import { turnsOf } from '#main/db/write-turns.ts';
import { readImport } from '#main/usecases/imports/read-import.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Whoever looks at a file in the evening can still apply it the next morning. */
const KEPT_MS = 86_400_000;
/** Rows deleted per transaction. */
const PER_SLICE = 500;

/**
 * Forgets files that were looked at and never applied: their rows hold names and addresses of buyers. They count as half read from the
 * first on, so that none is applied while some of its rows are gone, and a crash ends them as it ends those.
 */
export async function forgetPreviews(context: UseCaseContext): Promise<void> {
  const before = context.clock.nowMs() - KEPT_MS;
  const stale = context.db.transaction((tx) => {
    const ids = tx
      .pluck<[number], string>(
        "UPDATE imports SET state = 'reading' WHERE state = 'previewed' AND created_at_ms < ? RETURNING id",
      )
      .all(before);
    if (ids.length > 0) tx.changed('imports');
    return ids;
  });
  for (const id of stale) await turnsOf(context.db).repeat(() => forgetSlice(context, id));
}

/**
 * Throws a file away that was looked at, at a person's word.
 * @throws AppError ERR_IMPORT_UNKNOWN, ERR_IMPORT_ALREADY_APPLIED
 */
export async function discardPreview(context: UseCaseContext, importId: string): Promise<void> {
  context.db.transaction((tx) => {
    const { changes } = tx
      .prepare<[string]>("UPDATE imports SET state = 'reading' WHERE id = ? AND state = 'previewed'")
      .run(importId);
    if (changes === 0)
      throw new AppError('ERR_IMPORT_ALREADY_APPLIED', { fileName: readImport(tx, importId).file_name });
    tx.changed('imports');
  });
  await turnsOf(context.db).repeat(() => forgetSlice(context, importId));
}

/** @returns whether more is left; the import itself goes last */
function forgetSlice(context: UseCaseContext, importId: string): boolean {
  return context.db.transaction((tx) => {
    const { changes } = tx
      .prepare<[string, string, number]>(
        'DELETE FROM import_rows WHERE import_id = ? AND row_number IN (SELECT row_number FROM import_rows WHERE import_id = ? LIMIT ?)',
      )
      .run(importId, importId, PER_SLICE);
    if (changes === 0) tx.prepare<[string]>('DELETE FROM imports WHERE id = ?').run(importId);
    return changes > 0;
  });
}
