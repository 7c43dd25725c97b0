import { IMPORT_TOPIC, haltImport, jobKeysOf } from '#main/usecases/imports/start-import.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/**
 * After a crash: files that were only half read are forgotten, nothing of them was applied. What was being applied goes on by its
 * job; where there is none (the command line, a job that was cancelled) the import stands as stopped, for a person to decide.
 */
export function settleInterruptedImports(context: UseCaseContext): void {
  context.db.transaction((tx) => {
    tx.prepare<[]>("DELETE FROM import_rows WHERE import_id IN (SELECT id FROM imports WHERE state = 'reading')").run();
    tx.prepare<[]>("DELETE FROM imports WHERE state = 'reading'").run();
    const hasJob = tx.pluck<[string, string], number>(
      "SELECT 1 FROM jobs WHERE topic = ? AND state IN ('waiting', 'leased') AND job_key LIKE ?",
    );
    const running = tx.pluck<[], string>("SELECT id FROM imports WHERE state IN ('applying', 'undoing')").all();
    for (const id of running)
      if (hasJob.get(IMPORT_TOPIC, jobKeysOf(id)) === undefined)
        haltImport(tx, id, { code: 'ERR_IMPORT_INTERRUPTED', data: {} });
  });
}
