import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readBenchOptions } from '#scripts/lib/bench-options.mjs';
import { projectRoot } from '#tests/architecture/project-root.ts';

const NONE = { help: false, orders: 100_000, json: false, only: null, keep: null, seed: 1 };

it('runs every path over 100,000 orders unless told otherwise', () => {
  expect(readBenchOptions([])).toEqual(NONE);
});

it('reads what it is told; a folder counts from where the command was typed', () => {
  const words = ['--json', '--orders', '1000000', '--only', 'orders/list', '--seed', '7', '--keep', 'd'];
  expect(readBenchOptions(words)).toEqual({
    ...NONE,
    orders: 1_000_000,
    json: true,
    only: 'orders/list',
    seed: 7,
    keep: resolve(process.env['INIT_CWD'] ?? '.', 'd'),
  });
});

function bench(...words: string[]) {
  return spawnSync(process.execPath, ['scripts/bench.cjs', ...words], { cwd: projectRoot, encoding: 'utf8' });
}

it('names its options and exit codes', () => {
  const { status, stdout } = bench('--help');
  expect(status).toBe(0);
  for (const option of ['--json', '--orders', '--only', '--keep', '--seed']) expect(stdout).toContain(option);
});

it.each([
  [['--orders', 'many'], '--orders wants a whole number above 0, not "many"'],
  [['--orders', '0'], '--orders wants a whole number above 0, not "0"'],
  [['--order', '5'], '--order'],
  [['orders/list'], 'orders/list'],
  [['--only'], '--only'],
])('refuses %j before it builds anything, and says why without a stack', (words, why) => {
  const { status, stdout, stderr } = bench(...words);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(why);
  expect(stderr).not.toMatch(/^\s+at /m);
});
