import { Worker } from 'node:worker_threads';
import type { Timers } from '#main/lib/timers.ts';
import { AUTOCHECKPOINT_PAGES } from '#main/db/connect.ts';
import type { ConnectOptions } from '#main/db/connect.ts';
import type { OpenDatabase } from '#main/db/open.ts';

export interface CheckpointerOptions extends Pick<ConnectOptions, 'file' | 'key'> {
  readonly db: OpenDatabase;
  readonly timers: Timers;
  /** The thread failed; commits copy the WAL themselves again. */
  readonly onProblem: (error: unknown) => void;
  /** How long after a commit the WAL is copied; two seconds by default. */
  readonly afterMs?: number;
  /** Script of the thread; the product's own by default. */
  readonly worker?: URL;
}

export interface Checkpointer {
  /** Ends the thread. The database may be closed only afterwards, or its WAL would stay behind. */
  stop(): Promise<void>;
}

const AFTER_MS = 2_000;
/** A thread without work ends after this long, and gives its memory back. */
const IDLE_MS = 60_000;
/** Should the thread fall behind: 64 MiB of WAL, then a commit copies it after all. */
const PAGES_BEHIND = 16_000;

/**
 * Copies committed pages from the WAL into the database file in a thread. SQLite does it at a commit, in the thread that
 * commits: every few dozen parcels one scan then waited 50 to 80 ms for the disk.
 */
export function startCheckpointer(options: CheckpointerOptions): Checkpointer {
  const { db, timers } = options;
  let worker: Worker | null = null;
  let isAtWork = false;
  let callOff: (() => void) | null = null;

  function checkpointLater(): void {
    callOff ??= timers.after(options.afterMs ?? AFTER_MS, () => {
      callOff = null;
      if (isAtWork) return checkpointLater();
      isAtWork = true;
      worker ??= begin();
      worker.postMessage(null);
    });
  }

  function begin(): Worker {
    const { file, key } = options;
    const started = new Worker(options.worker ?? new URL('./checkpoint-worker.ts', import.meta.url), {
      workerData: { file, key },
    });
    let endIdle = (): void => {};
    started.on('message', () => {
      isAtWork = false;
      endIdle();
      endIdle = timers.after(IDLE_MS, () => !isAtWork && void end());
    });
    started.on('error', fail);
    started.on(
      'exit',
      (code) => code !== 0 && worker === started && fail(new Error(`checkpoint thread ended: ${code}`)),
    );
    started.unref();
    return started;
  }

  function fail(error: unknown): void {
    stopListening();
    worker = null;
    db.connection.pragma(`wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`);
    options.onProblem(error);
  }

  async function end(): Promise<void> {
    const ended = worker;
    worker = null;
    isAtWork = false;
    await ended?.terminate();
  }

  db.connection.pragma(`wal_autocheckpoint = ${PAGES_BEHIND}`);
  const stopListening = db.onCommit(checkpointLater);
  return {
    stop() {
      stopListening();
      callOff?.();
      return end();
    },
  };
}
