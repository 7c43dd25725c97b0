import { parentPort, workerData } from 'node:worker_threads';
import type BetterSqlite from 'better-sqlite3';
import { connect } from '#main/db/connect.ts';
import type { ConnectOptions } from '#main/db/connect.ts';

/** Pages that are copied are not kept. */
const CACHE_KIB = 256;

const setup = workerData as Pick<ConnectOptions, 'file' | 'key'>;
let connection: BetterSqlite.Database | null = null;

// Each message asks for one checkpoint. Passive: it waits for nobody, and nobody waits for it.
parentPort?.on('message', () => {
  connection ??= connect({ ...setup, mode: 'read-write', cacheKib: CACHE_KIB });
  connection.pragma('wal_checkpoint(PASSIVE)');
  parentPort?.postMessage(null);
});
