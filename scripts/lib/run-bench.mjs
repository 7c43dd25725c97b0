import { join } from 'node:path';
import { BENCH_HELP, readBenchOptions } from './bench-options.mjs';
import { leanArguments } from './lean-arguments.mjs';
import { ensureNodeBundle } from './node-bundle.mjs';
import { runMain } from './failure.mjs';
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';

/** @param {readonly string[]} argv */
export const runBench = (argv) =>
  runMain(async () => {
    // A mistake is told now, not after minutes of building.
    if (readBenchOptions(argv).help) return void console.log(BENCH_HELP);
    const node = await prepare({ build: true });
    // Bundled as the product is: its sources alone would double the memory that the garbage collector has to look through.
    const folder = await ensureNodeBundle({
      folder: 'out.bench',
      entries: ['src/main/**/*-worker.ts', 'tests/bench/run.ts', 'tests/bench/harness/*-process.ts'],
      sources: ['src', 'tests/bench', 'tests/e2e', 'tests/support'],
      outside: ['@playwright/test'],
    });
    return (await run(node, ['--expose-gc', ...leanArguments(), join(folder, 'run.js'), ...argv])).code;
  });
