/** A prepared statement. Its errors are AppErrors (sqlite-error.ts), its slow runs are reported. */
export interface Statement<Params extends unknown[], Row> {
  run(...params: Params): RunResult;
  get(...params: Params): Row | undefined;
  all(...params: Params): Row[];
  /** Rows one by one; the connection cannot write until the loop ends. */
  iterate(...params: Params): IterableIterator<Row>;
}

export interface RunResult {
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

/**
 * Handles say what they may do. `ReadDb` reads a consistent state; `WriteTx` exists only inside
 * {@link WriteDb.transaction}, so a function that asks for one cannot be called outside a transaction.
 */
export interface ReadDb {
  readonly readable: true;
  /** Prepares once per handle and SQL text, then reuses the statement. `Params` is the tuple of `?` values, or the object of `@names`. */
  prepare<Params extends unknown[] | object, Row = unknown>(
    sql: string,
  ): Statement<Params extends unknown[] ? Params : [Params], Row>;
  /** Like prepare, but rows are the value of the first column. */
  pluck<Params extends unknown[] | object, Value>(
    sql: string,
  ): Statement<Params extends unknown[] ? Params : [Params], Value>;
}

export interface WriteTx extends ReadDb {
  readonly writable: true;
  /** Runs `work` once the outermost transaction is on disk; never when it rolls back. */
  afterCommit(work: () => void): void;
  /** Names an area that this transaction changed (`orders`, `jobs`, ...); listeners of {@link WriteDb.onCommit} get each name once. */
  changed(area: string): void;
}

/** See {@link WriteDb.openTransaction}. */
export interface OpenTransaction {
  /** False once it has ended, by whomever. */
  isOpen(): boolean;
  /** Runs `work`, which opens its own (nested) transactions. What those finished stays, whatever `work` throws afterwards. */
  run<T>(work: () => T): T;
  /** Does nothing once it has ended. Whoever opened it is told when it is on disk, which this does not wait for. */
  commit(): void;
  /** Undoes all of it because of `error`; does nothing once it has ended. */
  undo(error: unknown): void;
}

export interface WriteDb extends ReadDb {
  /**
   * Runs `work` in one IMMEDIATE transaction; everything commits with the power-cut guarantee (synchronous=FULL) or nothing does.
   * `work` must be synchronous. Nested calls join the outer transaction: a nested failure undoes the nested part only.
   * @throws AppError ERR_DB_DISK_FULL, ERR_DB_READ_ONLY, ERR_DB_CORRUPT, ERR_DB_LOCKED_BY_OTHER, ERR_DB_CONFLICT, ERR_DB_CONSTRAINT, ERR_DB_IO
   */
  transaction<T>(work: (tx: WriteTx) => T): T;
  /**
   * Begins a transaction that stays open between turns of the event loop, so that much that comes at once shares one commit. Whoever
   * else writes meanwhile ends it with their own commit, unless their work fails. Reads through this handle see what it wrote so far.
   * @param ended called once: with `null` when it is on disk, else with the error, and then nothing of it is stored
   * @throws AppError ERR_DB_* when it could not begin; a TypeError inside a transaction
   */
  openTransaction(ended: (error: unknown) => void): OpenTransaction;
  /** Called after each commit with the areas that it changed, none perhaps. Returns the way to stop listening. */
  onCommit(listener: (areas: ReadonlySet<string>) => void): () => void;
  /**
   * Copies the WAL into the file: about 5 ms per hundred pages. `passive` copies what no reader needs and never waits; `truncate`
   * also empties the WAL and waits for readers. @returns how many pages the WAL holds, copied or not @throws AppError ERR_DB_*
   */
  checkpoint(kind: 'passive' | 'truncate'): number;
  /** Lets go of the pages that are kept in memory, up to 16 MiB; what is read next is read from the file again. */
  giveBackMemory(): void;
}
