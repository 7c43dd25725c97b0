import type { ReadDb } from '#main/db/handles.ts';

/** A read that may run on any connection, in this thread or a reader's. Input and output cross a thread: plain data only. */
export interface NamedQuery<Input, Output> {
  readonly name: string;
  /** Takes seconds or minutes: such queries run one at a time, so that short ones never wait behind two of them. */
  readonly isLong?: boolean;
  run(db: ReadDb, input: Input): Output;
}

/** Where reads run that could hold up the event loop (reader-pool.ts). */
export interface SlowReads {
  /** Sees everything that was committed before the call. @throws AppError as the query does */
  run<Input, Output>(query: NamedQuery<Input, Output>, input: Input): Promise<Output>;
}

/** A query whose types are erased so that all fit in one list; the reader pool puts them back. */
export interface AnyNamedQuery {
  readonly name: string;
  run(db: ReadDb, input: unknown): unknown;
}

/** For the registry (all.ts). The pool sends only inputs that were typed at the call. */
export function registerQuery<Input, Output>(query: NamedQuery<Input, Output>): AnyNamedQuery {
  return { name: query.name, run: (db, input) => query.run(db, input as Input) };
}

/** Reads on the connection at hand: where the file itself must not be opened once more (damage, a missing key). */
export function readsOn(db: ReadDb): SlowReads {
  return { run: (query, input) => new Promise((resolve) => resolve(query.run(db, input))) };
}
