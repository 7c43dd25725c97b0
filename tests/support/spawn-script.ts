import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { processFile } from '#tests/support/process-file.ts';

export interface SpawnedScript {
  readonly process: ChildProcess;
  /** Lines that it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line, past or future, that begins like this; rejects when the process ends before. */
  line(prefix: string): Promise<string>;
  /** As `kill -9` or a power cut: nothing of the process runs any more. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Resolves with the exit code when it ends by itself. */
  readonly ended: Promise<number | null>;
}

/** Runs a TypeScript file in a process of its own, with the same Node as the test. */
export function spawnScript(file: string, ...args: readonly string[]): SpawnedScript {
  const child = spawn(process.execPath, [processFile(file), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiters = new Set<() => void>();
  const tell = () => {
    for (const waiter of waiters) waiter();
  };
  let isOver = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    tell();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      isOver = true;
      tell();
      resolve(code);
    });
  });
  return {
    process: child,
    lines,
    ended,
    line: (prefix) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find((line) => line.startsWith(prefix));
          if (found === undefined && !isOver) return;
          waiters.delete(look);
          if (found === undefined) reject(new Error(`${file} ended without printing ${prefix}`));
          else resolve(found);
        };
        waiters.add(look);
        look();
      }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
