import type { ReadDb } from '#main/db/handles.ts';

/** A read that may run on any connection, in this thread or a reader's. Input and output cross a thread: plain data only. */
export interface NamedQuery<Input, Output> {
  readonly name: string;
  run(db: ReadDb, input: Input): Output;
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
