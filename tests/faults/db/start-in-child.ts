import { fileKeystore } from '#main/app/keystore-file.ts';
import { startDatabase } from '#main/db/start-database.ts';
import type { DatabaseStart } from '#main/db/start-database.ts';

/** The database of a data folder as the product starts it; for the child processes of this folder and for their tests. */
export async function startReady(dataDir: string): Promise<Extract<DatabaseStart, { kind: 'ready' }>> {
  const start = await startDatabase({
    dataDir,
    store: fileKeystore(dataDir),
    appVersion: '0.1.0',
    nowMs: () => Date.now(),
  });
  if (start.kind !== 'ready') throw new Error(`${start.kind} ${'problem' in start ? start.problem.message : ''}`);
  return start;
}
