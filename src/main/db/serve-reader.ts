import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import { openDatabase } from '#main/db/open.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import type { AnyNamedQuery } from '#main/db/queries/named-query.ts';
import { COPY_WAL } from '#main/db/reader-messages.ts';
import type { ReaderMessage, ReaderRequest, ReaderSetup } from '#main/db/reader-messages.ts';

const READER_CACHE_KIB = 8 * 1024;

/** Of a copy of the WAL that goes after commits. */
const MOST_PASSES = 5;
const FEW_PAGES = 100;

/** Answers the requests of a reader pool (reader-pool.ts) in this thread, which must be a worker. */
export function serveReader(list: readonly AnyNamedQuery[]): void {
  const queries = new Map(list.map((query) => [query.name, query]));
  const setup = workerData as ReaderSetup;
  const open = openLazily(setup);
  const copyWal = walCopier(setup);
  let rest: NodeJS.Timeout | undefined;
  parentPort?.on('message', (request: ReaderRequest) => {
    if (request.name === COPY_WAL) return post(answer(copyWal));
    clearTimeout(rest);
    post(answer(() => read(request, queries, open)));
    rest = setTimeout(() => void answer(() => open().giveBackMemory()), setup.keepPagesMs);
  });
}

/** With the first request, so that a file that cannot be opened fails a request and not the thread. */
function openLazily(setup: ReaderSetup): () => OpenDatabase {
  let connection: OpenDatabase | null = null;
  return () =>
    (connection ??= openDatabase({
      file: setup.file,
      key: setup.key,
      mode: 'read-only',
      cacheKib: READER_CACHE_KIB,
      slowQueryMs: setup.slowQueryMs,
      onSlowQuery: (query) => post({ kind: 'slow', ...query }),
    }));
}

/**
 * `PASSIVE` takes what no reader needs any more, while commits go on, and waits for nobody. It reads the WAL itself and keeps no pages.
 * What is committed during a pass is taken by the next one, which is shorter: little is left for whoever ends the copy.
 */
function walCopier({ file, key }: ReaderSetup): () => number {
  let db: OpenDatabase | null = null;
  return () => {
    db ??= openDatabase({ file, key, mode: 'read-write', cacheKib: 64 });
    let pages = db.checkpoint('passive');
    for (let pass = 1; pass < MOST_PASSES; pass += 1) {
      const before = pages;
      pages = db.checkpoint('passive');
      if (pages - before < FEW_PAGES) break;
    }
    return pages;
  };
}

function read(
  { name, input }: ReaderRequest,
  queries: ReadonlyMap<string, AnyNamedQuery>,
  open: () => OpenDatabase,
): unknown {
  const query = queries.get(name);
  if (!query) throw new Error(`no query is called ${name}`);
  return inOneState(open(), (db) => query.run(db, input));
}

function answer(work: () => unknown): ReaderMessage {
  try {
    return { kind: 'answer', output: work() };
  } catch (error) {
    if (error instanceof AppError) return { kind: 'app-error', code: error.code, data: error.data };
    return { kind: 'error', message: error instanceof Error ? error.message : String(error) };
  }
}

/** All statements of one query see the same moment, whatever the writer commits meanwhile. */
function inOneState<T>(db: OpenDatabase, work: (db: OpenDatabase) => T): T {
  db.prepare<[]>('BEGIN').run();
  try {
    return work(db);
  } finally {
    db.prepare<[]>('COMMIT').run();
  }
}

function post(message: ReaderMessage): void {
  parentPort?.postMessage(message);
}
