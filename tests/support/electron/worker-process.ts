import { Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { BackendOrder } from '#main/host/electron/backend-messages.ts';
import type { BackendProcess } from '#main/host/electron/backend-keeper.ts';

/** Electron's UtilityProcess, played by a worker thread: same calls, real ports, a real end. */
export class WorkerProcess implements BackendProcess<MessagePort> {
  readonly #worker = new Worker(new URL('./stub-backend-worker.ts', import.meta.url));

  postMessage(message: BackendOrder, ports: MessagePort[] = []): void {
    this.#worker.postMessage({ message, ports }, ports);
  }

  on(event: 'message', listener: (report: unknown) => void): this;
  on(event: 'exit', listener: (code: number) => void): this;
  on(event: 'message' | 'exit', listener: ((report: unknown) => void) | ((code: number) => void)): this {
    this.#worker.on(event, listener);
    return this;
  }

  /** Says something in the place of the process. */
  report(report: unknown): void {
    this.#worker.emit('message', report);
  }

  kill(): boolean {
    void this.#worker.terminate();
    return true;
  }
}
