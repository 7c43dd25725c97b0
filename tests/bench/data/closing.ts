import { startCopyingWal } from '#main/app/copy-wal.ts';
import { READER_WORKER } from '#main/app/open-readers.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import type { SlowReads } from '#main/db/queries/named-query.ts';
import { openReaderPool } from '#main/db/reader-pool.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { SILENT_LOG } from './bench-context.ts';

export interface BenchDatabase extends OpenDatabase, Disposable {
  /** What the product's long reads go to. */
  readonly readers: SlowReads;
}

/** A connection beside which threads read and copy the WAL, as in the product; `close` ends both. */
export function closing(db: OpenDatabase, key: Uint8Array, close: () => void): BenchDatabase {
  const readers = openReaderPool({ worker: READER_WORKER, file: db.file, key, size: 1 });
  const stopCopying = startCopyingWal(db, readers, systemTimers, SILENT_LOG);
  return Object.assign(db, {
    readers,
    [Symbol.dispose]() {
      stopCopying();
      void readers.close();
      close();
    },
  });
}
