import { RPCLink } from '@orpc/client/websocket';
import type { ClientContext, ClientLink } from '@orpc/client';
import { WireRefused } from '#renderer/rpc/client-wire.ts';
import type { OpenWire } from '#renderer/rpc/client-wire.ts';
import { reconnectDelay } from '#renderer/rpc/reconnect-delay.ts';
import { AppError } from '#shared/errors/app-error.ts';

export type ConnectionStatus = 'connecting' | 'connected' | 'reconnecting' | 'refused';

/** One immutable picture of the connection; a new object after every change. */
export interface ConnectionState {
  /** `refused`: the host no longer knows this window; only signing in at the host again helps. */
  readonly status: ConnectionStatus;
  /** Failed attempts since the last time it stood. */
  readonly attempts: number;
  /** How often another run of the backend answered than before: its memory (sign-in, open parcel) started afresh. */
  readonly backendRestarts: number;
  /** Counts connections; queries refetch when it grows. */
  readonly generation: number;
  /** Why no backend can be started, as the host said at the last attempt; null when it said nothing. */
  readonly problem: AppError | null;
}

export interface ConnectionOptions {
  readonly open: OpenWire;
  /** 0 to 1, spreads the attempts of several windows. */
  readonly random?: () => number;
  /** A call waits so long for a connection before it fails with ERR_HOST_DISCONNECTED. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 20_000;

/** Keeps one wire to the backend open for as long as the window lives, and gives calls the link on it. */
export class Connection {
  readonly #open: OpenWire;
  readonly #random: () => number;
  readonly #patienceMs: number;
  readonly #listeners = new Set<() => void>();
  readonly #stop = new AbortController();
  #state: ConnectionState = { status: 'connecting', attempts: 0, backendRestarts: 0, generation: 0, problem: null };
  #link: ClientLink<ClientContext> | null = null;
  #instanceId: string | null = null;

  constructor(options: ConnectionOptions) {
    this.#open = options.open;
    this.#random = options.random ?? Math.random;
    this.#patienceMs = options.patienceMs ?? PATIENCE_MS;
  }

  /** Never settles before {@link close}, except when the host refuses the window. */
  async run(): Promise<void> {
    while (!this.#stop.signal.aborted && this.#state.status !== 'refused') {
      await this.#hold();
    }
  }

  close(): void {
    this.#stop.abort();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Calls `listener` after each change. @returns the way to stop it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * The link of the standing connection; waits for it.
   * @throws AppError ERR_HOST_DISCONNECTED when none stands within the patience or the host refuses the window.
   */
  async link(signal?: AbortSignal): Promise<ClientLink<ClientContext>> {
    const standing = (): boolean => this.#link !== null || this.#state.status === 'refused';
    if (!standing()) await this.#until(standing, signal);
    signal?.throwIfAborted();
    if (!this.#link) throw new AppError('ERR_HOST_DISCONNECTED');
    return this.#link;
  }

  /** Resolves after the connection has changed to a generation other than `generation`, or was closed. */
  async next(generation: number): Promise<void> {
    await this.#until(() => this.#state.generation !== generation && this.#link !== null, undefined, Infinity);
  }

  async #hold(): Promise<void> {
    const attempt = new AbortController();
    const abort = (): void => attempt.abort();
    this.#stop.signal.addEventListener('abort', abort);
    try {
      const { wire, instanceId } = await this.#open(attempt.signal);
      const closed = new Promise<void>((resolve) => wire.addEventListener('close', () => resolve(), { once: true }));
      attempt.signal.addEventListener('abort', () => wire.close());
      this.#opened(new RPCLink({ websocket: wire }), instanceId);
      await closed;
      this.#lost();
    } catch (error) {
      if (error instanceof WireRefused) return this.#change({ status: 'refused' });
      this.#change({
        attempts: this.#state.attempts + 1,
        status: this.#state.generation > 0 ? 'reconnecting' : 'connecting',
        problem: error instanceof AppError ? error : null,
      });
      await this.#pause(reconnectDelay(this.#state.attempts, this.#random()));
    } finally {
      this.#stop.signal.removeEventListener('abort', abort);
    }
  }

  #opened(link: ClientLink<ClientContext>, instanceId: string): void {
    const restarted = this.#instanceId !== null && this.#instanceId !== instanceId;
    this.#instanceId = instanceId;
    this.#link = link;
    this.#change({
      status: 'connected',
      attempts: 0,
      backendRestarts: this.#state.backendRestarts + (restarted ? 1 : 0),
      generation: this.#state.generation + 1,
      problem: null,
    });
  }

  #lost(): void {
    this.#link = null;
    this.#change({ status: 'reconnecting' });
  }

  #change(change: Partial<ConnectionState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#stop.signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }

  #until(condition: () => boolean, signal?: AbortSignal, patienceMs = this.#patienceMs): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        unsubscribe();
        signal?.removeEventListener('abort', done);
        this.#stop.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = Number.isFinite(patienceMs) ? setTimeout(done, patienceMs) : undefined;
      const unsubscribe = this.subscribe(() => condition() && done());
      signal?.addEventListener('abort', done);
      this.#stop.signal.addEventListener('abort', done);
      if (condition()) done();
    });
  }
}
