import { startCopyingWal } from '#main/app/copy-wal.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { SILENT_LOG } from './bench-context.ts';

/** A connection beside which the WAL is copied, as in the product; `close` ends both. */
export function closing(db: OpenDatabase, key: Uint8Array, close: () => void): OpenDatabase & Disposable {
  const stopCopying = startCopyingWal(db, key, systemTimers, SILENT_LOG);
  return Object.assign(db, {
    [Symbol.dispose]() {
      void stopCopying();
      close();
    },
  });
}
