import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openDataFolder } from '#main/db/data-folder.ts';
import { makeDataDir } from './support/make-data-dir.ts';
import { makeAwkwardDir, runPackbench } from './support/run-packbench.ts';

const dir = makeAwkwardDir();

const Findings = z.object({
  findings: z.array(z.object({ name: z.string(), state: z.string(), text: z.string(), advice: z.string() })),
});

it('loads every native package, draws and reads back a label, and opens the database', async () => {
  const dataDir = await makeDataDir(dir);
  const run = await runPackbench(['doctor', '--data', dataDir, '--json']);
  const { findings } = Findings.parse(run.json());
  const states = Object.fromEntries(findings.map(({ name, state }) => [name, state]));
  expect(states).toMatchObject({
    runtime: 'ok',
    sqlite: 'ok',
    serial: 'ok',
    usb: 'ok',
    koffi: 'ok',
    label: 'ok',
    database: 'ok',
    port: 'ok',
    clock: 'ok',
  });
  expect(['ok', 'warning']).toContain(states['keystore']);
  for (const { state, text, advice } of findings) {
    expect(text).not.toMatch(/\{\{|undefined/);
    expect(advice === '').toBe(state === 'ok' || state === 'skipped');
  }
  expect(run.code).toBe(0);
});

it('says in Chinese which port is taken, what to do, and ends with 1', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    const run = await runPackbench(['doctor', '--port', String(port), '--data', dir, '--lang', 'zh-CN']);
    expect(run.stdout).toContain(`端口 ${port} 不能使用`);
    expect(run.stdout).not.toMatch(/：(yes|no)\b/);
    expect(run.code).toBe(1);
  } finally {
    server.close();
  }
});

it('says of a file that it is no data folder, and not that its database is damaged', async () => {
  const file = join(dir, 'a file');
  writeFileSync(file, '');
  const run = await runPackbench(['doctor', '--data', file]);
  expect(run.stdout).toContain(`${file} is a file and no folder\n     Name the folder of the data with --data.`);
  expect(run.code).toBe(1);
});

it('says in Chinese, too, why the database is not well', async () => {
  const dataDir = await makeDataDir(dir);
  writeFileSync(openDataFolder(dataDir).damageFile, '{}');
  const run = await runPackbench(['doctor', '--data', dataDir, '--lang', 'zh-CN']);
  expect(run.stdout).toContain('数据库无法打开或已损坏：此前运行时已发现损坏');
  expect(run.code).toBe(1);
});

it('says what is missing where the key cannot be had, and what to do about that', async () => {
  const dataDir = await makeDataDir(join(dir, '钥'));
  const keyFile = join(dataDir, 'keys.json');
  for (const file of [keyFile, join(dataDir, 'backups', 'keys.json')]) rmSync(file);
  const run = await runPackbench(['doctor', '--data', dataDir]);
  expect(run.stdout).toContain('damaged: The key file of the database is missing or damaged\n');
  expect(run.stdout).toContain(`Put a copy in place as ${keyFile}`);
  expect(run.code).toBe(1);
});

/** Loaded before everything else: these packages are built for another system. */
const BROKEN = `import { registerHooks } from 'node:module';
registerHooks({ resolve(name, context, next) {
  if (['better-sqlite3', 'serialport', 'usb', 'koffi', '@napi-rs/canvas', '@napi-rs/keyring'].includes(name)) throw new Error('not a valid Win32 application');
  return next(name, context);
} });`;

it('runs where no native package can be loaded, and says so of each', async () => {
  const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(BROKEN)}` };
  const run = await runPackbench(['doctor', '--data', dir, '--json'], { env });
  const { findings } = Findings.parse(run.json());
  const failed = findings.filter(({ state }) => state === 'failed');
  expect(failed.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['sqlite', 'serial', 'usb', 'koffi', 'label', 'keystore']),
  );
  expect(failed.find(({ name }) => name === 'sqlite')?.text).toContain('not a valid Win32 application');
  expect(run.code).toBe(1);
});
