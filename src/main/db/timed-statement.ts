import type BetterSqlite from 'better-sqlite3';
import type { RunResult, Statement } from '#main/db/handles.ts';
import { toDbError } from '#main/db/sqlite-error.ts';

/** A run that took long. The SQL text holds placeholders only: values never reach a log. */
export interface SlowQuery {
  readonly sql: string;
  readonly durationMs: number;
}

export interface StatementWatch {
  /** Monotonic milliseconds. */
  readonly monotonicMs: () => number;
  readonly thresholdMs: number;
  readonly onSlow: (query: SlowQuery) => void;
  /** Told of every error, already classified. */
  readonly onError: (error: unknown) => void;
}

/** Wraps a prepared statement: errors become AppErrors, slow runs are reported. Costs about 0.1 us per call. */
export class TimedStatement<Params extends unknown[], Row> implements Statement<Params, Row> {
  readonly #statement: BetterSqlite.Statement<unknown[], Row>;
  readonly #watch: StatementWatch;

  constructor(statement: BetterSqlite.Statement<unknown[], Row>, watch: StatementWatch) {
    this.#statement = statement;
    this.#watch = watch;
  }

  // Each written out: a closure per call would cost as much as a short statement itself.
  run(...params: Params): RunResult {
    const startedMs = this.#watch.monotonicMs();
    try {
      return this.#statement.run(...params);
    } catch (error) {
      throw this.#classified(error);
    } finally {
      this.#note(startedMs);
    }
  }

  get(...params: Params): Row | undefined {
    const startedMs = this.#watch.monotonicMs();
    try {
      return this.#statement.get(...params);
    } catch (error) {
      throw this.#classified(error);
    } finally {
      this.#note(startedMs);
    }
  }

  all(...params: Params): Row[] {
    const startedMs = this.#watch.monotonicMs();
    try {
      return this.#statement.all(...params);
    } catch (error) {
      throw this.#classified(error);
    } finally {
      this.#note(startedMs);
    }
  }

  /** Timed without what the caller does between two rows. */
  *iterate(...params: Params): IterableIterator<Row> {
    const { monotonicMs } = this.#watch;
    let betweenMs = 0;
    const startedMs = monotonicMs();
    try {
      for (const row of this.#statement.iterate(...params)) {
        const givenMs = monotonicMs();
        try {
          yield row;
        } finally {
          betweenMs += monotonicMs() - givenMs;
        }
      }
    } catch (error) {
      throw this.#classified(error);
    } finally {
      this.#note(startedMs + betweenMs);
    }
  }

  #note(startedMs: number): void {
    const durationMs = this.#watch.monotonicMs() - startedMs;
    if (durationMs >= this.#watch.thresholdMs) this.#watch.onSlow({ sql: this.#statement.source, durationMs });
  }

  #classified(error: unknown): unknown {
    const known = toDbError(error);
    this.#watch.onError(known);
    return known;
  }
}
