import { Worker } from 'node:worker_threads';
import type { OpenDatabase } from '#main/db/open.ts';

export interface CheckpointSetup {
  readonly file: string;
  readonly key: Uint8Array;
}

export interface CheckpointAnswer {
  /** What SQLite said, where the WAL could not be copied. Nothing is lost by it: the WAL keeps what it has. */
  readonly problem: string | null;
}

/** Copies the WAL into the file on a connection of another thread, while commits go on. */
export interface CheckpointThread {
  /** Resolves when it was copied as far as readers allow. @throws Error where it could not be */
  copy(): Promise<void>;
  /** Lets go of the file. */
  close(): Promise<void>;
}

/**
 * Pages (32 MiB) after which a commit copies them itself, once the thread has shown that it works: by then most are copied already.
 * Without the thread the smaller limit of connect.ts holds.
 */
const AUTOCHECKPOINT_PAGES = 8_000;

/** Starts the thread with the first copy; an idle workstation has none. */
export function createCheckpointThread(db: OpenDatabase, key: Uint8Array): CheckpointThread {
  let worker: Worker | null = null;
  let pending: PromiseWithResolvers<void> | null = null;

  function start(): Worker {
    const setup: CheckpointSetup = { file: db.file, key };
    const started = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
      workerData: setup,
      resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 },
    });
    started.unref();
    started.on('message', ({ problem }: CheckpointAnswer) => settle(problem === null ? null : new Error(problem)));
    started.on('error', (error) => end(error));
    started.on('exit', () => end(new Error('the thread ended')));
    return started;
  }

  function end(error: unknown): void {
    worker = null;
    settle(error);
  }

  function settle(error: unknown): void {
    const waiting = pending;
    pending = null;
    if (error !== null) return waiting?.reject(error);
    if (db.connection.open) db.connection.pragma(`wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`);
    waiting?.resolve();
  }

  return {
    copy() {
      if (pending) return pending.promise;
      pending = Promise.withResolvers();
      worker ??= start();
      worker.postMessage(null);
      return pending.promise;
    },
    async close() {
      pending?.resolve();
      pending = null;
      await worker?.terminate();
    },
  };
}
