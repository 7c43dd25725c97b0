import type { WriteDb } from '#main/db/handles.ts';
import { isDatabaseTrouble } from '#main/db/sqlite-error.ts';

/**
 * Writing of which much comes at once: pushes, pages of polls, ends of jobs. What waits for the same turn of the event loop shares one
 * commit, and so one flush of the disk; what somebody at a screen does in between is heard after each turn.
 */
export interface WriteTurns {
  /**
   * Runs `work` in one of the next turns. It is synchronous and opens its own transactions; what those finished stands also when `work`
   * throws afterwards. @returns its result, once that is on disk
   * @throws what `work` threw; AppError ERR_DB_* where the database failed: then nothing of the whole turn is stored
   */
  run<T>(work: () => T): Promise<T>;
  /** The same for many pieces of one work, in their order; others take their turn between two pieces. An early piece may be stored when a later one fails. */
  runEach<Piece, T>(pieces: readonly Piece[], work: (piece: Piece) => T): Promise<T[]>;
  /** Somebody is at a screen or scans: for the next seconds, turns are so short that nobody feels them. */
  someoneWaits(): void;
  /** Whether they are now; then a piece, too, must be over in some milliseconds. */
  areShort(): boolean;
}

/** Together with the piece that goes beyond it and the commit: below the 20 ms that the event loop may be held. */
const SHORT_MS = 4;
/** While nobody waits: pages are written once per commit, so that fewer commits are less work. */
const LONG_MS = 100;
const PRESENT_MS = 10_000;
/** So long after a turn what comes in gathers for the next one: a burst of pushes costs a commit for many, and a single one hardly waits. */
const GATHER_MS = 10;

interface Waiting {
  /** Pieces to be done. */
  left(): number;
  /** Does one piece. @returns whether more are left */
  next(): boolean;
  /** The turn with the last piece so far is on disk. */
  kept(): void;
  lost(error: unknown): void;
}

const turnsByDatabase = new WeakMap<WriteDb, WriteTurns>();

/** The turns of a database: all its writers share them. */
export function turnsOf(db: WriteDb): WriteTurns {
  let turns = turnsByDatabase.get(db);
  if (!turns) turnsByDatabase.set(db, (turns = createWriteTurns(db)));
  return turns;
}

/** `monotonicMs` does not jump. */
export function createWriteTurns(
  db: Pick<WriteDb, 'transaction'>,
  monotonicMs: () => number = () => performance.now(),
): WriteTurns {
  const queue: Waiting[] = [];
  let isPlanned = false;
  let presentUntilMs = -Infinity;
  let endedAtMs = -Infinity;

  /** What a turn left goes on at once; what is new waits until a little has gathered, unless nothing was written just now. */
  function plan(delayMs: number): void {
    if (isPlanned || queue.length === 0) return;
    isPlanned = true;
    const begin = () => {
      isPlanned = false;
      turn();
      endedAtMs = monotonicMs();
      plan(0);
    };
    if (delayMs > 0) setTimeout(begin, delayMs);
    else setImmediate(begin);
  }

  function turn(): void {
    const [first, second] = queue;
    if (first && !second && first.left() === 1) turnOfOne(first);
    else turnOfMany();
  }

  /** The only piece that waits has nobody to share with: its own transaction is the turn's. */
  function turnOfOne(waiting: Waiting): void {
    queue.shift();
    try {
      waiting.next();
      waiting.kept();
    } catch (error) {
      waiting.lost(error);
    }
  }

  function turnOfMany(): void {
    const met = new Set<Waiting>();
    const failed = new Map<Waiting, unknown>();
    try {
      db.transaction(() => {
        const startedMs = monotonicMs();
        const endMs = startedMs + (startedMs < presentUntilMs ? SHORT_MS : LONG_MS);
        do {
          const waiting = queue.shift();
          if (!waiting) break;
          met.add(waiting);
          try {
            if (waiting.next()) queue.push(waiting);
          } catch (error) {
            // The database has rolled back by itself, or may have: what was done before in this turn is not stored either.
            if (isDatabaseTrouble(error)) throw error;
            failed.set(waiting, error);
          }
        } while (monotonicMs() < endMs);
      });
    } catch (error) {
      // A transaction that could not even begin (the database is closed) is nobody's in particular.
      const lost = met.size > 0 ? met : new Set(queue);
      const left = queue.filter((waiting) => !lost.has(waiting));
      queue.splice(0, queue.length, ...left);
      for (const waiting of lost) waiting.lost(failed.get(waiting) ?? error);
      return;
    }
    for (const waiting of met) {
      if (failed.has(waiting)) waiting.lost(failed.get(waiting));
      else waiting.kept();
    }
  }

  function runEach<Piece, T>(pieces: readonly Piece[], work: (piece: Piece) => T): Promise<T[]> {
    return new Promise((resolve, reject) => {
      if (pieces.length === 0) return resolve([]);
      const results: T[] = [];
      const left = pieces.values();
      queue.push({
        left: () => pieces.length - results.length,
        next() {
          const { value, done } = left.next();
          if (done !== true) results.push(work(value));
          return results.length < pieces.length;
        },
        kept() {
          if (results.length === pieces.length) resolve(results);
        },
        lost: reject,
      });
      plan(endedAtMs + GATHER_MS - monotonicMs());
    });
  }

  return {
    run: (work) => runEach([work], (each) => each()).then(([result]) => result as ReturnType<typeof work>),
    runEach,
    areShort: () => monotonicMs() < presentUntilMs,
    someoneWaits() {
      presentUntilMs = monotonicMs() + PRESENT_MS;
    },
  };
}
