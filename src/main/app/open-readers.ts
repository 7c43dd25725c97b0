import type { OpenedData } from '#main/app/open-data.ts';
import { openReaderPool } from '#main/db/reader-pool.ts';
import type { ReaderPool } from '#main/db/reader-pool.ts';
import type { SlowQuery } from '#main/db/timed-statement.ts';

/** Long reads are rare and never urgent; more threads would only take the packing's cores away. */
const READERS = 2;

/** The thread that reads. Threads begin with the first query. */
export const READER_WORKER = new URL('./reader-worker.ts', import.meta.url);

/** Readers of the data folder's database; where that could not be opened, they say so with its code. */
export function openReaders(
  data: Pick<OpenedData, 'folder' | 'keyring'>,
  onSlowQuery: (query: SlowQuery) => void,
): ReaderPool {
  return openReaderPool({
    worker: READER_WORKER,
    file: data.folder.databaseFile,
    key: data.keyring?.databaseKey ?? new Uint8Array(32),
    size: READERS,
    onSlowQuery,
  });
}
