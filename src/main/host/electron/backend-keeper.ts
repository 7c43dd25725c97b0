import {
  NO_ROOM_PAUSE_MS,
  REFUSED_EXIT_CODE,
  RESTART_EXIT_CODE,
  STOP_PATIENCE_MS,
  restartDelay,
} from '#main/host/restart-delay.ts';
import { BackendReport } from '#main/host/electron/backend-messages.ts';
import type { BackendOrder, StartOrder } from '#main/host/electron/backend-messages.ts';
import type { Keystore } from '#main/app/platform.ts';

/** A running backend process, as Electron's UtilityProcess is one. `P` is a port. */
export interface BackendProcess<P> {
  postMessage(message: BackendOrder, transfer?: P[]): void;
  on(event: 'message', listener: (report: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): unknown;
}

export interface BackendKeeperOptions<P> {
  readonly fork: () => BackendProcess<P>;
  readonly start: StartOrder;
  readonly keystore: Keystore;
  /** A new backend takes orders: every window needs a new port. */
  readonly onForked: () => void;
  /** The backend is gone; a new one follows after a pause. `code` says why none can be started before, null when it simply ended. */
  readonly onLost: (code: string | null) => void;
  /** The product refused to start: an operator has to act. */
  readonly onRefused: (code: string, data: Readonly<Record<string, unknown>>) => void;
}

/** A backend that ran so long before it died counts as healthy: the pause starts from the shortest again. */
const HEALTHY_MS = 60_000;

/** Keeps one backend process alive for as long as the application runs. */
export class BackendKeeper<P> {
  readonly #options: BackendKeeperOptions<P>;
  #process: BackendProcess<P> | null = null;
  #stopped: (() => void) | null = null;
  #deaths = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: BackendKeeperOptions<P>) {
    this.#options = options;
  }

  start(): void {
    const child = this.#options.fork();
    const forkedAt = performance.now();
    this.#process = child;
    child.on('message', (report) => void this.#hear(child, BackendReport.parse(report)));
    child.on('exit', (code) => this.#died(code, performance.now() - forkedAt));
    child.postMessage(this.#options.start);
    this.#options.onForked();
  }

  /** Gives a window's port to the backend; the window gets a new one when the backend is replaced. */
  connect(windowId: string, port: P): void {
    this.#process?.postMessage({ kind: 'window', windowId }, [port]);
  }

  /** Lets the backend finish work in hand and end. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    const child = this.#process;
    if (!child) return;
    const ended = new Promise<void>((resolve) => (this.#stopped = resolve));
    const patience = setTimeout(() => child.kill(), STOP_PATIENCE_MS);
    child.postMessage({ kind: 'stop' });
    await ended;
    clearTimeout(patience);
  }

  #died(code: number, ranMs: number): void {
    this.#process = null;
    if (this.#stopped) return this.#stopped();
    if (code === REFUSED_EXIT_CODE) return;
    this.#deaths = ranMs > HEALTHY_MS ? 1 : this.#deaths + 1;
    this.#options.onLost(null);
    this.#timer = setTimeout(() => this.start(), code === RESTART_EXIT_CODE ? 0 : restartDelay(this.#deaths));
  }

  /** Its windows are open and wait: whoever makes room need not know that something has to be started. */
  #awaitRoom(code: string): void {
    this.#options.onLost(code);
    this.#timer = setTimeout(() => this.start(), NO_ROOM_PAUSE_MS);
  }

  async #hear(child: BackendProcess<P>, report: BackendReport): Promise<void> {
    if (report.kind === 'failed' && report.code === 'ERR_DB_DISK_FULL' && this.#deaths > 0)
      return this.#awaitRoom(report.code);
    if (report.kind === 'failed') return this.#options.onRefused(report.code, report.data);
    if (report.kind !== 'keystore-read' && report.kind !== 'keystore-write') return;
    const { keystore } = this.#options;
    try {
      const value = report.kind === 'keystore-read' ? await keystore.read(report.name) : null;
      if (report.kind === 'keystore-write') await keystore.write(report.name, report.value);
      child.postMessage({ kind: 'keystore-answer', id: report.id, value, failure: null });
    } catch (error) {
      child.postMessage({ kind: 'keystore-answer', id: report.id, value: null, failure: String(error) });
    }
  }
}
