import { startCopyingWal } from '#main/app/copy-wal.ts';
import { READER_WORKER } from '#main/app/open-readers.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { openReaderPool } from '#main/db/reader-pool.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { SILENT_LOG } from './bench-context.ts';

/** A connection beside which the WAL is copied, as in the product; `close` ends both. */
export function closing(db: OpenDatabase, key: Uint8Array, close: () => void): OpenDatabase & Disposable {
  const readers = openReaderPool({ worker: READER_WORKER, file: db.file, key, size: 1 });
  const stopCopying = startCopyingWal(db, readers, systemTimers, SILENT_LOG);
  return Object.assign(db, {
    [Symbol.dispose]() {
      stopCopying();
      void readers.close();
      close();
    },
  });
}
