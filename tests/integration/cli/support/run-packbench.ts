import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, vi } from 'vitest';
import { z } from 'zod';
import { processFile } from '#tests/support/process-file.ts';

// Each command is a process of its own, and a test runs several.
vi.setConfig({ testTimeout: 180_000 });

const CLI = resolve(import.meta.dirname, '..', '..', '..', '..', 'src', 'main', 'cli.ts');

const JsonAnswer = z.looseObject({
  ok: z.boolean(),
  exitCode: z.int().optional(),
  error: z.object({ code: z.string(), title: z.string(), advice: z.string() }).optional(),
});

/** What a command left behind. */
export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The one JSON object that `--json` promises. */
  readonly json: () => z.infer<typeof JsonAnswer>;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `packbench <words>` from source, as a process of its own. */
export function startPackbench(
  words: readonly string[],
  { cwd, env }: RunOptions = {},
): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [processFile(CLI), ...words], {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, LC_ALL: '', LANG: 'en_US.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs `packbench <words>` to its end. */
export function runPackbench(words: readonly string[], options: RunOptions = {}): Promise<CliRun> {
  const child = startPackbench(words, options);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr, json: () => JsonAnswer.parse(JSON.parse(stdout)) }));
  });
}

/** A folder whose path has a blank and Chinese characters, as they have in shops. Removed after the file's tests. */
export function makeAwkwardDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'packbench cli 打包台-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
