import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { LEAN_EXEC_ARGV, leanEnvironment, leanNodeArguments } from '#main/host/lean-process.ts';
import { leanArguments } from '#scripts/lib/lean-arguments.mjs';

test('the bench measures under the arguments that a backend runs with', () => {
  expect(leanArguments()).toEqual(leanNodeArguments());
});

test('an administrator who sets the number of arenas is obeyed', () => {
  expect(leanEnvironment({ MALLOC_ARENA_MAX: '8' }, 'linux').MALLOC_ARENA_MAX).toBe('8');
  expect(leanEnvironment({}, 'linux').MALLOC_ARENA_MAX).toBe('2');
  expect(leanEnvironment({}, 'win32').MALLOC_ARENA_MAX).toBeUndefined();
});

test('a thread of a backend has no more memory than it was given', () => {
  const script = `
    import { Worker } from 'node:worker_threads';
    import { letThreadsHaveTheirLimits } from './src/main/host/lean-process.ts';
    letThreadsHaveTheirLimits();
    const tell = "process.stdout.write(String(process.getBuiltinModule('node:v8').getHeapStatistics().heap_size_limit))";
    new Worker(tell, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 } });
  `;
  const { stdout } = spawnSync(process.execPath, [...LEAN_EXEC_ARGV, '--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  expect(Number(stdout) / 1024 ** 2).toBeLessThan(80);
  expect(Number(stdout)).toBeGreaterThan(0);
});

test('leaves one core to the event loop where V8 collects garbage with helpers', () => {
  expect([1, 2, 3, 16].map((cores) => leanNodeArguments(cores).at(-1))).toEqual([
    '--v8-pool-size=1',
    '--v8-pool-size=1',
    '--v8-pool-size=2',
    '--v8-pool-size=4',
  ]);
});
