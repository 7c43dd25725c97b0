import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface LogFilesOptions {
  readonly dir: string;
  readonly nowMs: () => number;
  /** A file is continued in the next part beyond this size. */
  readonly maxFileBytes?: number;
  /** All files together; the oldest go first. */
  readonly maxTotalBytes?: number;
}

export interface LogFiles {
  /** Appends one line. A full disk loses log lines and nothing else. */
  write(line: string): void;
}

const DEFAULT_FILE_BYTES = 10 * 1024 * 1024;
const DEFAULT_TOTAL_BYTES = 100 * 1024 * 1024;

/** One file per UTC day, `packbench-2026-07-11.0.log`, continued in parts, with a cap on the whole. */
export function openLogFiles(options: LogFilesOptions): LogFiles {
  const { dir, nowMs, maxFileBytes = DEFAULT_FILE_BYTES, maxTotalBytes = DEFAULT_TOTAL_BYTES } = options;
  mkdirSync(dir, { recursive: true });
  let current = { day: '', part: 0, bytes: 0 };

  function fileOf(): string {
    return join(dir, `packbench-${current.day}.${current.part}.log`);
  }

  function turnOver(lineBytes: number): void {
    const day = new Date(nowMs()).toISOString().slice(0, 10);
    if (day !== current.day) current = resume(dir, day);
    if (current.bytes > 0 && current.bytes + lineBytes > maxFileBytes)
      current = { day, part: current.part + 1, bytes: 0 };
    if (current.bytes === 0) deleteOldest(dir, maxTotalBytes);
  }

  return {
    write(line) {
      try {
        const lineBytes = Buffer.byteLength(line);
        turnOver(lineBytes);
        appendFileSync(fileOf(), line, { mode: 0o600 });
        current.bytes += lineBytes;
      } catch {
        // There is no better place to complain to.
      }
    },
  };
}

/** Names of the log files, oldest first. */
export function listLogFiles(dir: string): string[] {
  const order = (name: string) => name.replace(/\.(\d+)\.log$/, (_text, part: string) => `.${part.padStart(6, '0')}`);
  return readdirSync(dir)
    .filter((name) => /^packbench-\d{4}-\d{2}-\d{2}\.\d+\.log$/.test(name))
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Goes on in the last part of today after a restart. */
function resume(dir: string, day: string): { day: string; part: number; bytes: number } {
  const last = listLogFiles(dir).findLast((name) => name.startsWith(`packbench-${day}.`));
  if (!last) return { day, part: 0, bytes: 0 };
  return { day, part: Number(last.split('.').at(-2)), bytes: statSync(join(dir, last)).size };
}

function deleteOldest(dir: string, maxTotalBytes: number): void {
  const files = listLogFiles(dir).map((name) => ({ path: join(dir, name), bytes: statSync(join(dir, name)).size }));
  let total = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const file of files) {
    if (total <= maxTotalBytes) return;
    rmSync(file.path, { force: true });
    total -= file.bytes;
  }
}
