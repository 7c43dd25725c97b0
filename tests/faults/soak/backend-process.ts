import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FromBackend, LocalBooks, ToBackend } from '#tests/faults/soak/soak-messages.ts';
import { processFile } from '#tests/support/process-file.ts';

/** The backend in a process of its own: begun, killed, begun again. */
export class BackendProcess {
  readonly #child: ChildProcess;
  readonly #listeners = new Set<(message: FromBackend) => void>();
  readonly ended: Promise<void>;
  ready: Extract<FromBackend, { kind: 'ready' }> | null = null;
  hasEnded = false;
  errors = '';

  constructor(
    start: Extract<ToBackend, { kind: 'start' }>,
    onReady: (ready: Extract<FromBackend, { kind: 'ready' }>) => void,
  ) {
    this.#child = fork(processFile(join(import.meta.dirname, 'soak-child.ts')), {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.ended = new Promise((resolve) => this.#child.once('exit', () => resolve()));
    void this.ended.then(() => (this.hasEnded = true));
    this.#child.on('message', (message: FromBackend) => {
      if (message.kind === 'ready') {
        this.ready = message;
        onReady(message);
      }
      for (const listener of this.#listeners) listener(message);
    });
    this.send(start);
  }

  send(message: ToBackend): void {
    if (this.#child.connected) this.#child.send(message);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /** @throws Error with what the process wrote, when it ends before it answers */
  async report(file: string): Promise<LocalBooks> {
    const written = new Promise<void>((resolve) =>
      this.#listeners.add((message) => message.kind === 'reported' && resolve()),
    );
    this.send({ kind: 'report', file });
    await Promise.race([
      written,
      this.ended.then(() => {
        throw new Error(`the backend ended: ${this.errors}`);
      }),
    ]);
    return JSON.parse(readFileSync(file, 'utf8')) as LocalBooks;
  }

  async stop(): Promise<void> {
    this.send({ kind: 'stop' });
    await this.ended;
  }
}
