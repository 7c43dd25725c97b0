import type { OpenTransaction, WriteDb } from '#main/db/handles.ts';
import { isDatabaseTrouble } from '#main/db/sqlite-error.ts';

/**
 * Writing of which much comes at once: pushes, pages of polls, ends of jobs. It is done in short turns of the event loop that share one
 * commit, and so one flush of the disk; what somebody at a screen does is heard between two turns, and ends what has gathered so far.
 */
export interface WriteTurns {
  /**
   * Runs `work` in one of the next turns. It is synchronous and opens its own transactions; what those finished stands also when `work`
   * throws afterwards. @returns its result, once that is on disk
   * @throws what `work` threw; AppError ERR_DB_* where the database failed: then nothing of what shared the commit is stored
   */
  run<T>(work: () => T): Promise<T>;
  /** The same for many pieces of one work, in their order; others take their turn between two pieces. An early piece may be stored when a later one fails. */
  runEach<Piece, T>(pieces: readonly Piece[], work: (piece: Piece) => T): Promise<T[]>;
  /**
   * The same for long work that is cut into slices: it is done again and again until it returns false, each time with a commit of its own,
   * since a commit of many slices would take as long as all of them may.
   */
  repeat(work: () => boolean): Promise<void>;
  /** Commits what has gathered, and begins no turn until `work` has ended. Whoever writes without turns (a scan) goes on. @throws what `work` threw */
  holdDuring<T>(work: () => Promise<T>): Promise<T>;
  /** Somebody is at a screen or scans, and will be for the next seconds. */
  someoneWaits(): void;
  /** Whether somebody is: then a piece must be over in some milliseconds. */
  isSomeoneThere(): boolean;
}

/** So long a turn takes pieces; with the last of them it stays below the 20 ms that the event loop may be held. */
const TURN_MS = 4;
/** So long turns gather for one commit while more waits: pages are written once per commit, so that fewer commits are less work. */
const COMMIT_AFTER_MS = 100;
const PRESENT_MS = 10_000;
/** So long after a commit what comes in gathers for the next one: a burst of pushes costs a commit for many, and a single one hardly waits. */
const GATHER_MS = 10;
/** Something else (the garbage collector, say) held the event loop so long: whoever came meanwhile goes before the next turn. */
const LATE_MS = 4;

interface Waiting {
  /** Each piece is worth a commit. */
  readonly isSlice?: boolean;
  /** Does one piece. @returns whether more are left */
  next(): boolean;
  /** All its pieces are on disk. */
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

/** What several turns have written and one commit will keep. */
interface Gathered {
  readonly transaction: OpenTransaction;
  readonly sinceMs: number;
  readonly met: Set<Waiting>;
  /** Those of which the last piece is among what was written. */
  readonly finished: Set<Waiting>;
  readonly failed: Map<Waiting, unknown>;
  /** Nothing more belongs into its commit. */
  isComplete: boolean;
}

/** `monotonicMs` does not jump. */
export function createWriteTurns(
  db: Pick<WriteDb, 'openTransaction'>,
  monotonicMs: () => number = () => performance.now(),
): WriteTurns {
  const queue: Waiting[] = [];
  let gathered: Gathered | null = null;
  let isPlanned = false;
  let holds = 0;
  let presentUntilMs = -Infinity;
  let endedAtMs = -Infinity;

  /** What a turn left goes on at once; what is new waits until a little has gathered, unless nothing was written just now. */
  function plan(delayMs: number): void {
    if (isPlanned || holds > 0 || (queue.length === 0 && !isCommitLeft())) return;
    isPlanned = true;
    const dueMs = monotonicMs() + Math.max(0, delayMs);
    const begin = () => {
      isPlanned = false;
      if (holds > 0) return;
      turn();
      plan(0);
    };
    const beginInTurn = () => {
      if (monotonicMs() > dueMs + LATE_MS) setImmediate(begin);
      else begin();
    };
    if (delayMs > 0) setTimeout(beginInTurn, delayMs);
    else setImmediate(beginInTurn);
  }

  function isCommitLeft(): boolean {
    return gathered !== null && gathered.isComplete && gathered.transaction.isOpen();
  }

  /** Some pieces, and the commit once nothing waits or enough has gathered: after pieces that took their time it is the whole of the next turn. */
  function turn(): void {
    if (isCommitLeft()) return gathered?.transaction.commit();
    const startedMs = monotonicMs();
    try {
      if (!gathered?.transaction.isOpen()) gathered = gather(startedMs);
    } catch (error) {
      // A transaction that could not even begin (the database is closed) is nobody's in particular.
      for (const waiting of queue.splice(0)) waiting.lost(error);
      return;
    }
    const { transaction, sinceMs } = gathered;
    do {
      const waiting = queue.shift();
      if (!waiting) break;
      takePiece(waiting, gathered);
      gathered.isComplete = waiting.isSlice === true;
    } while (!gathered.isComplete && transaction.isOpen() && monotonicMs() < startedMs + TURN_MS);
    gathered.isComplete ||= queue.length === 0 || monotonicMs() >= sinceMs + COMMIT_AFTER_MS;
    if (gathered.isComplete && monotonicMs() < startedMs + TURN_MS) transaction.commit();
  }

  function gather(sinceMs: number): Gathered {
    const met = new Set<Waiting>();
    const finished = new Set<Waiting>();
    const failed = new Map<Waiting, unknown>();
    const transaction = db.openTransaction((error) => {
      endedAtMs = monotonicMs();
      if (error !== null) forget(met);
      for (const waiting of met) {
        const own = failed.get(waiting) ?? error;
        if (own !== null) waiting.lost(own);
        else if (finished.has(waiting)) waiting.kept();
      }
    });
    return { transaction, sinceMs, met, finished, failed, isComplete: false };
  }

  function takePiece(waiting: Waiting, { transaction, met, finished, failed }: Gathered): void {
    met.add(waiting);
    try {
      if (transaction.run(() => waiting.next())) queue.push(waiting);
      else finished.add(waiting);
    } catch (error) {
      failed.set(waiting, error);
      // The database has rolled back by itself, or may have: what was done before is not stored either.
      if (isDatabaseTrouble(error)) transaction.undo(error);
    }
  }

  function forget(lost: ReadonlySet<Waiting>): void {
    queue.splice(0, queue.length, ...queue.filter((waiting) => !lost.has(waiting)));
  }

  function runEach<Piece, T>(pieces: readonly Piece[], work: (piece: Piece) => T): Promise<T[]> {
    return new Promise((resolve, reject) => {
      if (pieces.length === 0) return resolve([]);
      const results: T[] = [];
      const left = pieces.values();
      queue.push({
        next() {
          const { value, done } = left.next();
          if (done !== true) results.push(work(value));
          return results.length < pieces.length;
        },
        kept: () => resolve(results),
        lost: reject,
      });
      plan(endedAtMs + GATHER_MS - monotonicMs());
    });
  }

  function repeat(work: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      queue.push({ isSlice: true, next: work, kept: resolve, lost: reject });
      plan(0);
    });
  }

  async function holdDuring<T>(work: () => Promise<T>): Promise<T> {
    gathered?.transaction.commit();
    holds += 1;
    try {
      return await work();
    } finally {
      holds -= 1;
      plan(0);
    }
  }

  return {
    repeat,
    holdDuring,
    run: (work) => runEach([work], (each) => each()).then(([result]) => result as ReturnType<typeof work>),
    runEach,
    isSomeoneThere: () => monotonicMs() < presentUntilMs,
    someoneWaits() {
      presentUntilMs = monotonicMs() + PRESENT_MS;
    },
  };
}
