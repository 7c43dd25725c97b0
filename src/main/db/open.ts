import type BetterSqlite from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import { connect } from '#main/db/connect.ts';
import type { ConnectOptions, DatabaseMode } from '#main/db/connect.ts';
import type { OpenTransaction, Statement, WriteDb, WriteTx } from '#main/db/handles.ts';
import { isDatabaseTrouble, toDbError } from '#main/db/sqlite-error.ts';
import { TimedStatement } from '#main/db/timed-statement.ts';
import type { SlowQuery, StatementWatch } from '#main/db/timed-statement.ts';
import { WalFlush } from '#main/db/wal-flush.ts';
import type { Flushed } from '#main/db/wal-flush.ts';

export interface OpenDatabaseOptions extends ConnectOptions {
  /** Called with statements and whole transactions that took at least `slowQueryMs` (40 by default), and open ones that stayed open for five times as long. */
  readonly onSlowQuery?: (query: SlowQuery) => void;
  readonly slowQueryMs?: number;
  /** Called when a page could not be read: the file is damaged, whatever the caller makes of the error. */
  readonly onDamage?: (error: AppError) => void;
  /** Called when work that was to run after a commit throws; the commit itself stands. */
  readonly onAfterCommitError?: (error: unknown) => void;
}

export interface OpenDatabase extends WriteDb {
  readonly file: string;
  readonly mode: DatabaseMode;
  /** The raw connection, for migrations, backups and drizzle. */
  readonly connection: BetterSqlite.Database;
  close(): void;
}

/** One that stays open between turns of the event loop gathers for 100 ms (write-turns.ts); five times a slow statement is well beyond that. */
const OPEN_LONGER = 5;
const DEFAULT_SLOW_QUERY_MS = 40;

/**
 * Opens the encrypted database file, creating it in `read-write` mode when it is missing. The schema is the business of migrate.ts.
 * @throws AppError ERR_DB_KEY_WRONG, ERR_DB_CORRUPT, ERR_DB_IO, ERR_DB_LOCKED_BY_OTHER
 */
export function openDatabase(options: OpenDatabaseOptions): OpenDatabase {
  return new Connection(connect(options), options);
}

interface OwnTransaction extends OpenTransaction {
  /** As `commit`, but on disk before it returns. @returns null, or why nothing of it is stored for sure */
  commitNow(): unknown;
}

class Connection implements OpenDatabase, WriteTx {
  readonly readable = true;
  readonly writable = true;
  readonly file: string;
  readonly mode: DatabaseMode;
  readonly connection: BetterSqlite.Database;
  readonly #statements = new Map<string, TimedStatement<unknown[], unknown>>();
  readonly #plucked = new Map<string, TimedStatement<unknown[], unknown>>();
  readonly #watch: StatementWatch;
  readonly #onAfterCommitError: (error: unknown) => void;
  readonly #flush: WalFlush;
  readonly #commitListeners = new Set<(areas: ReadonlySet<string>) => void>();
  #afterCommit: (() => void)[] = [];
  #areas = new Set<string>();
  #depth = 0;
  #open: OwnTransaction | null = null;

  constructor(connection: BetterSqlite.Database, options: OpenDatabaseOptions) {
    this.connection = connection;
    this.file = options.file;
    this.mode = options.mode;
    this.#watch = {
      monotonicMs: () => performance.now(),
      thresholdMs: options.slowQueryMs ?? DEFAULT_SLOW_QUERY_MS,
      onSlow: options.onSlowQuery ?? (() => {}),
      onError: (error) => {
        if (error instanceof AppError && error.code === 'ERR_DB_CORRUPT') options.onDamage?.(error);
      },
    };
    this.#onAfterCommitError = options.onAfterCommitError ?? (() => {});
    this.#flush = new WalFlush(`${options.file}-wal`, () => this.#emptyWal());
  }

  prepare<Params extends unknown[] | object, Row = unknown>(sql: string) {
    return this.#cached<Params, Row>(this.#statements, sql, false);
  }

  pluck<Params extends unknown[] | object, Value>(sql: string) {
    return this.#cached<Params, Value>(this.#plucked, sql, true);
  }

  #cached<Params extends unknown[] | object, Row>(
    cache: Map<string, TimedStatement<unknown[], unknown>>,
    sql: string,
    pluck: boolean,
  ) {
    let statement = cache.get(sql);
    if (!statement) {
      statement = new TimedStatement<unknown[], unknown>(this.#compile(sql, pluck), this.#watch);
      cache.set(sql, statement);
    }
    // The caller states the row type, exactly as with the driver itself: SQL text carries none.
    return statement as Statement<Params extends unknown[] ? Params : [Params], Row>;
  }

  #compile(sql: string, pluck: boolean): BetterSqlite.Statement<unknown[], unknown> {
    try {
      const statement = this.connection.prepare<unknown[], unknown>(sql);
      return pluck ? statement.pluck() : statement;
    } catch (error) {
      throw toDbError(error);
    }
  }

  transaction<T>(work: (tx: WriteTx) => T): T {
    if (this.#depth > 0) return this.#nested(work);
    return this.#open ? this.#closing(this.#open, work) : this.#outermost(work);
  }

  #outermost<T>(work: (tx: WriteTx) => T): T {
    const startedMs = this.#watch.monotonicMs();
    const result = this.#guarded(work, 'BEGIN IMMEDIATE', 'COMMIT', () => this.#rollBack());
    this.#tellIfSlow('transaction', startedMs, this.#watch.thresholdMs);
    this.#flush.wasFlushed();
    this.#announcement()();
    return result;
  }

  #tellIfSlow(sql: string, startedMs: number, thresholdMs: number): void {
    const durationMs = this.#watch.monotonicMs() - startedMs;
    if (durationMs >= thresholdMs) this.#watch.onSlow({ sql, durationMs });
  }

  #rollBack(): void {
    this.#afterCommit = [];
    this.#areas = new Set();
    // A full disk or an I/O error has rolled back already.
    if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
  }

  openTransaction(ended: (error: unknown) => void): OpenTransaction {
    if (this.#depth > 0) throw new TypeError('A transaction is open already: its own commit ends it.');
    this.#open?.commit();
    const startedMs = this.#watch.monotonicMs();
    this.#beginUnflushed();
    const end = (error: unknown, flush: (flushed: Flushed) => unknown): unknown => {
      if (this.#open !== transaction) return null;
      this.#open = null;
      const failed = this.#commitOrUndo(error);
      this.connection.pragma('synchronous = FULL');
      this.#tellIfSlow('open transaction', startedMs, this.#watch.thresholdMs * OPEN_LONGER);
      if (failed !== null) {
        ended(failed);
        return failed;
      }
      const announce = this.#announcement();
      return flush((refused) => {
        if (refused === null) announce();
        ended(refused);
      });
    };
    const transaction: OwnTransaction = {
      isOpen: () => this.#open === transaction,
      run: (work) => this.#inside(work),
      commit: () => void end(null, (flushed) => this.#flush.beside(flushed)),
      commitNow: () => end(null, (flushed) => this.#flush.now(flushed)),
      undo: (error) => void end(error, () => null),
    };
    return (this.#open = transaction);
  }

  /** Its commit does not wait for the disk: that is flushed beside the event loop, and only then anybody is told. */
  #beginUnflushed(): void {
    this.connection.pragma('synchronous = NORMAL');
    try {
      this.prepare<[]>('BEGIN IMMEDIATE').run();
    } catch (error) {
      this.connection.pragma('synchronous = FULL');
      throw error;
    }
  }

  /** Both have one commit: what is at stake is the time of whoever waits for `work`. */
  #closing<T>(open: OwnTransaction, work: (tx: WriteTx) => T): T {
    let result: T;
    try {
      result = open.run(() => this.#nested(work));
    } catch (error) {
      if (isDatabaseTrouble(error)) open.undo(error);
      throw error;
    }
    const failed = open.commitNow();
    if (failed !== null) throw failed;
    return result;
  }

  /** @param error why all is undone; null to commit @returns null once it is committed, else why nothing of it is stored */
  #commitOrUndo(error: unknown): unknown {
    let failed = error;
    try {
      if (error === null) this.prepare<[]>('COMMIT').run();
    } catch (refusal) {
      failed = refusal;
    }
    if (failed === null) return null;
    this.#rollBack();
    return toDbError(failed);
  }

  /** Into the file with all of it: what the WAL holds is not needed any more. */
  #emptyWal(): void {
    const [{ busy }] = this.connection.pragma('wal_checkpoint(TRUNCATE)') as [{ readonly busy: number }];
    if (busy !== 0) throw new AppError('ERR_DB_IO', { sqlite: 'SQLITE_IOERR_FSYNC' });
  }

  /** What `work` begins is nested. */
  #inside<T>(work: () => T): T {
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
    }
  }

  #nested<T>(work: (tx: WriteTx) => T): T {
    const point = `nested_${this.#depth}`;
    const pending = this.#afterCommit.length;
    return this.#guarded(work, `SAVEPOINT ${point}`, `RELEASE ${point}`, () => {
      this.#afterCommit.length = pending;
      if (this.connection.inTransaction) this.connection.exec(`ROLLBACK TO ${point}; RELEASE ${point}`);
    });
  }

  #guarded<T>(work: (tx: WriteTx) => T, begin: string, commit: string, rollBack: () => void): T {
    this.prepare<[]>(begin).run();
    return this.#inside(() => {
      try {
        const result = work(this);
        if (isThenable(result))
          throw new TypeError('The work of a transaction must be synchronous: an await would commit before it ends.');
        this.prepare<[]>(commit).run();
        return result;
      } catch (error) {
        rollBack();
        throw toDbError(error);
      }
    });
  }

  afterCommit(work: () => void): void {
    this.#afterCommit.push(work);
  }

  changed(area: string): void {
    this.#areas.add(area);
  }

  onCommit(listener: (areas: ReadonlySet<string>) => void): () => void {
    this.#commitListeners.add(listener);
    return () => this.#commitListeners.delete(listener);
  }

  /** Tells everybody what was committed just now, once it is called. */
  #announcement(): () => void {
    const works = this.#afterCommit;
    const areas = this.#areas;
    this.#afterCommit = [];
    this.#areas = new Set();
    return () => {
      for (const work of works) this.#safely(work);
      for (const listener of this.#commitListeners) this.#safely(() => listener(areas));
    };
  }

  #safely(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#onAfterCommitError(error);
    }
  }

  checkpoint(kind: 'passive' | 'truncate'): number {
    this.#open?.commit();
    try {
      const [done] = this.connection.pragma(`wal_checkpoint(${kind.toUpperCase()})`) as [{ readonly log: number }];
      return done.log;
    } catch (error) {
      throw toDbError(error);
    }
  }

  giveBackMemory(): void {
    if (this.connection.open) this.connection.pragma('shrink_memory');
  }

  close(): void {
    if (!this.connection.open) return;
    this.#open?.commit();
    this.#flush.close();
    this.#statements.clear();
    this.#plucked.clear();
    this.connection.close();
  }
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
