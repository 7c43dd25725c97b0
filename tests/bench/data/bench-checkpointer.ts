import { startCheckpointer } from '#main/app/checkpointer.ts';
import type { Checkpointer } from '#main/app/checkpointer.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { systemTimers } from '#main/lib/timers.ts';

/** The WAL is copied in a thread, as in the workstation. @throws what the thread says: figures without it would be others */
export function benchCheckpointer(db: OpenDatabase, file: string, key: Uint8Array): Checkpointer {
  const onProblem = (error: unknown): never => {
    throw error;
  };
  return startCheckpointer({ db, file, key, timers: systemTimers, onProblem });
}
