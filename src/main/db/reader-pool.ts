import { Worker } from 'node:worker_threads';
import type { ResourceLimits } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import type { NamedQuery, SlowReads } from '#main/db/queries/named-query.ts';
import { COPY_WAL } from '#main/db/reader-messages.ts';
import type { ReaderMessage, ReaderRequest, ReaderSetup } from '#main/db/reader-messages.ts';
import type { SlowQuery } from '#main/db/timed-statement.ts';

export interface ReaderPoolOptions {
  /** Script of the threads; it calls serveReader (serve-reader.ts) with the queries that it knows. */
  readonly worker: URL;
  readonly file: string;
  readonly key: Uint8Array;
  /** Threads; each holds a connection with 8 MiB of pages. Started with the first query that needs one. */
  readonly size: number;
  /** A thread without work beside another such one ends after this long, and gives its memory back; 15 seconds by default. */
  readonly surplusIdleMs?: number;
  /** The last one after this long besides, two minutes by default. */
  readonly idleMs?: number;
  /** A thread without work lets go of its pages after this long, ten seconds by default; whoever searches next reads them again in some milliseconds. */
  readonly keepPagesMs?: number;
  readonly slowQueryMs?: number;
  readonly onSlowQuery?: (query: SlowQuery) => void;
}

/**
 * Runs registered queries on read-only connections in other threads.
 * @throws AppError as the query does; ERR_DB_READER_LOST when its thread died, ERR_HOST_BACKEND_STOPPED when the pool is closed meanwhile
 */
export interface ReaderPool extends SlowReads {
  /** Threads that live now. */
  readonly threads: number;
  /** Copies the WAL into the file in one of the threads, while commits go on. Nothing is lost where it cannot: the WAL keeps what it has. @returns its pages */
  copyWal(): Promise<number>;
  close(): Promise<void>;
}

interface PendingQuery {
  readonly name: string;
  readonly isLong: boolean;
  readonly input: unknown;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Reader {
  readonly worker: Worker;
  pending: PendingQuery | null;
  idle: NodeJS.Timeout | undefined;
}

const DEFAULT_IDLE_MS = 120_000;
const DEFAULT_SURPLUS_IDLE_MS = 15_000;
const DEFAULT_KEEP_PAGES_MS = 10_000;
/** What a thread may hold beside its pages. A query that wants more fails alone; the backend goes on. */
const READER_LIMITS: ResourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 4 };
const DEFAULT_SLOW_READ_MS = 60;

export function openReaderPool(options: ReaderPoolOptions): ReaderPool {
  return new Pool(options);
}

class Pool implements ReaderPool {
  readonly #options: ReaderPoolOptions;
  readonly #readers: Reader[] = [];
  readonly #queue: PendingQuery[] = [];
  #isClosed = false;

  constructor(options: ReaderPoolOptions) {
    this.#options = options;
  }

  get threads(): number {
    return this.#readers.length;
  }

  run<Input, Output>(query: NamedQuery<Input, Output>, input: Input): Promise<Output> {
    // The name was registered with exactly this query, so the answer has its type.
    return this.#ask(query.name, query.isLong ?? false, input) as Promise<Output>;
  }

  async copyWal(): Promise<number> {
    return Number(await this.#ask(COPY_WAL, false, null));
  }

  #ask(name: string, isLong: boolean, input: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw new AppError('ERR_HOST_BACKEND_STOPPED');
      this.#queue.push({ name, isLong, input, resolve, reject });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const readers = this.#readers.splice(0);
    const waiting = [...this.#queue.splice(0), ...readers.flatMap((reader) => reader.pending ?? [])];
    for (const pending of waiting) pending.reject(new AppError('ERR_HOST_BACKEND_STOPPED'));
    for (const reader of readers) clearTimeout(reader.idle);
    await Promise.all(readers.map((reader) => reader.worker.terminate()));
  }

  #assign(): void {
    for (;;) {
      const next = this.#queue.findIndex((pending) => this.#mayStart(pending));
      if (next < 0) return;
      const reader = this.#readers.find((candidate) => candidate.pending === null) ?? this.#grow();
      const pending = reader && this.#queue.splice(next, 1)[0];
      if (!reader || !pending) return;
      clearTimeout(reader.idle);
      reader.pending = pending;
      const request: ReaderRequest = { name: pending.name, input: pending.input };
      reader.worker.postMessage(request);
    }
  }

  #mayStart(pending: PendingQuery): boolean {
    if (!pending.isLong || this.#options.size === 1) return true;
    return !this.#readers.some((reader) => reader.pending?.isLong === true);
  }

  #grow(): Reader | null {
    if (this.#readers.length >= this.#options.size) return null;
    const setup: ReaderSetup = {
      file: this.#options.file,
      key: this.#options.key,
      slowQueryMs: this.#options.slowQueryMs ?? DEFAULT_SLOW_READ_MS,
      keepPagesMs: this.#options.keepPagesMs ?? DEFAULT_KEEP_PAGES_MS,
    };
    const worker = new Worker(this.#options.worker, { workerData: setup, resourceLimits: READER_LIMITS });
    // An idle reader must not keep the process alive.
    worker.unref();
    const reader: Reader = { worker, pending: null, idle: undefined };
    worker.on('message', (message: ReaderMessage) => this.#receive(reader, message));
    worker.on('error', (error) => this.#lose(reader, error));
    worker.on('exit', () => this.#lose(reader, undefined));
    this.#readers.push(reader);
    return reader;
  }

  #receive(reader: Reader, message: ReaderMessage): void {
    if (message.kind === 'slow') {
      this.#options.onSlowQuery?.({ sql: message.sql, durationMs: message.durationMs });
      return;
    }
    const pending = reader.pending;
    reader.pending = null;
    if (message.kind === 'answer') pending?.resolve(message.output);
    else
      pending?.reject(
        message.kind === 'app-error' ? new AppError(message.code, message.data) : new Error(message.message),
      );
    this.#assign();
    if (reader.pending === null) this.#endWhenIdle(reader);
  }

  /** Soon where another one has nothing to do either: work that comes alone needs one. */
  #endWhenIdle(reader: Reader): void {
    const { idleMs = DEFAULT_IDLE_MS, surplusIdleMs = DEFAULT_SURPLUS_IDLE_MS } = this.#options;
    const end = (): void => {
      const index = this.#readers.indexOf(reader);
      if (index >= 0) this.#readers.splice(index, 1);
      void reader.worker.terminate();
    };
    const endSurplus = (): void => {
      if (this.#readers.some((other) => other !== reader && other.pending === null)) end();
      else reader.idle = setTimeout(end, idleMs).unref();
    };
    reader.idle = setTimeout(endSurplus, surplusIdleMs).unref();
  }

  /** A thread that died (out of memory, say) fails its own query only; the next one gets a new thread. */
  #lose(reader: Reader, cause: unknown): void {
    const index = this.#readers.indexOf(reader);
    if (index >= 0) this.#readers.splice(index, 1);
    clearTimeout(reader.idle);
    reader.pending?.reject(new AppError('ERR_DB_READER_LOST', { query: reader.pending.name }, { cause }));
    reader.pending = null;
    if (!this.#isClosed) this.#assign();
  }
}
