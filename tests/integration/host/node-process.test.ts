import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readHostRecord } from '#main/host/node/host-lock.ts';
import { openDataDir } from '#tests/integration/cli/support/make-data-dir.ts';
import { processFile } from '#tests/support/process-file.ts';
import { until } from '#tests/support/until.ts';

const entry = resolve(import.meta.dirname, '..', '..', '..', 'src', 'main', 'node.ts');

/** Two processes that load the whole product, on a machine that has other work. */
const PATIENCE_MS = 50_000;

interface RunningHost {
  readonly process: ChildProcess;
  readonly exited: Promise<number | null>;
  output(): string;
}

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGTERM');
});

function start(dataDir: string, ...words: string[]): RunningHost {
  const child = spawn(process.execPath, [processFile(entry), '--no-open', '--data', dataDir, ...words], {
    stdio: 'pipe',
  });
  running.push(child);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const exited = new Promise<number | null>((done) => child.on('exit', done));
  return { process: child, exited, output: () => output };
}

const makeDataDir = (): string => mkdtempSync(join(tmpdir(), 'packbench 数据 '));

/** A browser that only writes down what it was to show. @returns its file */
function makeBrowser(opened: string): string {
  const file = join(makeDataDir(), 'browser');
  writeFileSync(file, `#!/bin/sh\nprintf %s "$1" > '${opened}.part' && mv '${opened}.part' '${opened}'\n`);
  chmodSync(file, 0o755);
  return file;
}

async function readyUrl(host: RunningHost): Promise<string> {
  const pattern = /^Packbench ready at (http:\/\/127\.0\.0\.1:\d+\/)$/m;
  await until(() => pattern.test(host.output()), `the host is ready: ${host.output()}`, PATIENCE_MS);
  return pattern.exec(host.output())?.[1] ?? '';
}

describe('the Node host as a process', () => {
  it('starts, is joined by a second start, and ends in good order on a signal', async () => {
    const dataDir = makeDataDir();
    const first = start(dataDir);
    const url = await readyUrl(first);
    const second = start(dataDir);
    expect(await second.exited).toBe(0);
    expect(second.output()).toContain(`Packbench ready at ${url}`);
    expect(second.output()).not.toContain('Not used');
    const third = start(dataDir, '--demo', '--port', '1');
    expect(await third.exited).toBe(0);
    expect(third.output()).toContain('Not used, because it was running already: --port 1, --demo');
    // As Ctrl+C does: once from the terminal, once from the supervisor.
    const hostPid = readHostRecord(dataDir)?.pid ?? 0;
    process.kill(hostPid, 'SIGINT');
    first.process.kill('SIGINT');
    expect(await first.exited).toBe(0);
    expect(readHostRecord(dataDir)).toBeNull();
  });

  it('is started again on the same address when its process is killed', async () => {
    const dataDir = makeDataDir();
    const host = start(dataDir);
    const url = await readyUrl(host);
    const before = readHostRecord(dataDir);
    process.kill(before?.pid ?? 0, 'SIGKILL');
    const isBack = (): boolean => {
      const now = readHostRecord(dataDir);
      return now !== null && now.pid !== before?.pid && now.url !== null;
    };
    await until(isBack, `another process took over: ${host.output()}`, PATIENCE_MS);
    expect(`${readHostRecord(dataDir)?.url}/`).toBe(url);
    expect((await fetch(`${url}session`)).status).toBe(401);
    expect(host.output().match(/ready at/g)).toHaveLength(1);
  });

  it('does not outlive its supervisor', async () => {
    const dataDir = makeDataDir();
    const host = start(dataDir);
    await readyUrl(host);
    host.process.kill('SIGKILL');
    await until(() => readHostRecord(dataDir) === null, 'the host ended by itself', PATIENCE_MS);
  });

  it('says what is wrong, in words, when it cannot start, and does not try again', async () => {
    const first = start(makeDataDir());
    const { port } = new URL(await readyUrl(first));
    const second = start(makeDataDir(), '--port', port);
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain('ERR_HOST_PORT_TAKEN');
    expect(second.output()).toContain(port);
    expect(second.output()).not.toMatch(/^\s+at /m);
  });

  it('opens a window that says in both languages why it did not start, for who sees no terminal', async () => {
    const dir = makeDataDir();
    const data = await openDataDir(dir);
    data.db.transaction((tx) =>
      tx.prepare<[]>("INSERT INTO schema_migrations VALUES (9000, 'later', 'hash', '9.0.0', 0)").run(),
    );
    data.close();
    const opened = join(makeDataDir(), 'opened');
    const host = spawn(process.execPath, [processFile(entry), '--data', dir], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY: ':0', PACKBENCH_BROWSER: makeBrowser(opened), LC_ALL: 'zh_CN.UTF-8' },
    });
    running.push(host);
    expect(await new Promise((done) => host.on('exit', done))).toBe(1);
    await until(() => existsSync(opened), 'a window was opened', PATIENCE_MS);
    const page = decodeURIComponent(readFileSync(opened, 'utf8').replace(/^--app=data:text\/html;charset=utf-8,/, ''));
    expect(page).toMatch(/^<!doctype html>\n<html lang="zh-CN" translate="no">/);
    const said = [
      '数据库由更新版本的打包台写入',
      'The database was written by a newer Packbench',
      '(ERR_DB_NEWER_THAN_APP)',
    ];
    expect(said.map((words) => page.indexOf(words)).every((at) => at > 0)).toBe(true);
    expect(page.indexOf('数据库由更新版本')).toBeLessThan(page.indexOf('was written by a newer'));
  });
});
