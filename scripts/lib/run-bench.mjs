import { existsSync } from 'node:fs';
import { Failure, runMain } from './failure.mjs';
import { inRoot } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';

/** @param {readonly string[]} argv */
export const runBench = (argv) =>
  runMain(async () => {
    const node = await prepare({ build: true });
    const entry = inRoot('tests', 'bench', 'run.ts');
    if (!existsSync(entry)) throw new Failure(`there is no bench yet (${entry} is missing).`);
    return (await run(node, ['--expose-gc', entry, ...argv])).code;
  });
