import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LEAN_EXEC_ARGV, leanEnvironment } from '#main/host/lean-process.ts';

test('the bench measures under the arguments that a backend runs with', () => {
  const runner = readFileSync('scripts/lib/run-bench.mjs', 'utf8');
  for (const argument of LEAN_EXEC_ARGV) expect(runner).toContain(`'${argument}'`);
});

test('an administrator who sets the number of arenas is obeyed', () => {
  expect(leanEnvironment({ MALLOC_ARENA_MAX: '8' }, 'linux').MALLOC_ARENA_MAX).toBe('8');
  expect(leanEnvironment({}, 'linux').MALLOC_ARENA_MAX).toBe('2');
  expect(leanEnvironment({}, 'win32').MALLOC_ARENA_MAX).toBeUndefined();
});
