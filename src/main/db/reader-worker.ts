import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import { openDatabase } from '#main/db/open.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { ALL_QUERIES } from '#main/db/queries/all.ts';
import type { ReaderMessage, ReaderRequest, ReaderSetup } from '#main/db/reader-messages.ts';

const READER_CACHE_KIB = 8 * 1024;

const setup = workerData as ReaderSetup;
const queries = new Map(ALL_QUERIES.map((query) => [query.name, query]));
let connection: OpenDatabase | null = null;

function post(message: ReaderMessage): void {
  parentPort?.postMessage(message);
}

/** Opened with the first request, so that a file that cannot be opened fails a request and not the thread. */
function database(): OpenDatabase {
  connection ??= openDatabase({
    file: setup.file,
    key: setup.key,
    mode: 'read-only',
    cacheKib: READER_CACHE_KIB,
    slowQueryMs: setup.slowQueryMs,
    onSlowQuery: (query) => post({ kind: 'slow', ...query }),
  });
  return connection;
}

function answer({ name, input }: ReaderRequest): ReaderMessage {
  try {
    const query = queries.get(name);
    if (!query) return { kind: 'error', message: `no query is called ${name}` };
    return { kind: 'answer', output: query.run(database(), input) };
  } catch (error) {
    if (error instanceof AppError) return { kind: 'app-error', code: error.code, data: error.data };
    return { kind: 'error', message: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (request: ReaderRequest) => post(answer(request)));
