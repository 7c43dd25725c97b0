import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import type { NamedQuery } from '#main/db/queries/named-query.ts';
import type { ReaderMessage, ReaderRequest, ReaderSetup } from '#main/db/reader-messages.ts';
import type { SlowQuery } from '#main/db/timed-statement.ts';

export interface ReaderPoolOptions {
  /** Script of the threads; it calls serveReader (serve-reader.ts) with the queries that it knows. */
  readonly worker: URL;
  readonly file: string;
  readonly key: Uint8Array;
  /** Threads; each holds a connection with 8 MiB of pages. Started with the first query that needs one. */
  readonly size: number;
  readonly slowQueryMs?: number;
  readonly onSlowQuery?: (query: SlowQuery) => void;
}

export interface ReaderPool {
  /**
   * Runs a registered query on a read-only connection in another thread. It sees everything that was committed before
   * the call. @throws AppError as the query does; ERR_HOST_BACKEND_STOPPED when the pool is closed meanwhile
   */
  run<Input, Output>(query: NamedQuery<Input, Output>, input: Input): Promise<Output>;
  close(): Promise<void>;
}

interface PendingQuery {
  readonly name: string;
  readonly input: unknown;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Reader {
  readonly worker: Worker;
  pending: PendingQuery | null;
}

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

  run<Input, Output>(query: NamedQuery<Input, Output>, input: Input): Promise<Output> {
    return new Promise<unknown>((resolve, reject) => {
      if (this.#isClosed) throw new AppError('ERR_HOST_BACKEND_STOPPED');
      this.#queue.push({ name: query.name, input, resolve, reject });
      this.#assign();
      // The name was registered with exactly this query, so the answer has its type.
    }) as Promise<Output>;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const readers = this.#readers.splice(0);
    const waiting = [...this.#queue.splice(0), ...readers.flatMap((reader) => reader.pending ?? [])];
    for (const pending of waiting) pending.reject(new AppError('ERR_HOST_BACKEND_STOPPED'));
    await Promise.all(readers.map((reader) => reader.worker.terminate()));
  }

  #assign(): void {
    while (this.#queue.length > 0) {
      const reader = this.#readers.find((candidate) => candidate.pending === null) ?? this.#grow();
      if (!reader) return;
      const pending = this.#queue.shift();
      if (!pending) return;
      reader.pending = pending;
      const request: ReaderRequest = { name: pending.name, input: pending.input };
      reader.worker.postMessage(request);
    }
  }

  #grow(): Reader | null {
    if (this.#readers.length >= this.#options.size) return null;
    const setup: ReaderSetup = {
      file: this.#options.file,
      key: this.#options.key,
      slowQueryMs: this.#options.slowQueryMs ?? DEFAULT_SLOW_READ_MS,
    };
    const worker = new Worker(this.#options.worker, { workerData: setup });
    // An idle reader must not keep the process alive.
    worker.unref();
    const reader: Reader = { worker, pending: null };
    worker.on('message', (message: ReaderMessage) => this.#receive(reader, message));
    worker.on('error', (error) => this.#lose(reader, error));
    worker.on('exit', () => this.#lose(reader, new Error('the reader thread ended')));
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
  }

  /** A thread that died (out of memory, say) fails its own query only; the next one gets a new thread. */
  #lose(reader: Reader, error: Error): void {
    const index = this.#readers.indexOf(reader);
    if (index >= 0) this.#readers.splice(index, 1);
    reader.pending?.reject(error);
    reader.pending = null;
    if (!this.#isClosed) this.#assign();
  }
}
