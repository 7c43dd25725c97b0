import { existsSync } from 'node:fs';
import { Failure, runMain } from './failure.mjs';
import { inRoot } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';

/** As the hosts run a backend (src/main/host/lean-process.ts): what is measured must be what is sold. */
const LEAN = ['--max-semi-space-size=4', '--max-old-space-size=1024'];

/** @param {readonly string[]} argv */
export const runBench = (argv) =>
  runMain(async () => {
    const node = await prepare({ build: true });
    const entry = inRoot('tests', 'bench', 'run.ts');
    if (!existsSync(entry)) throw new Failure(`there is no bench yet (${entry} is missing).`);
    return (await run(node, ['--expose-gc', ...LEAN, entry, ...argv])).code;
  });
