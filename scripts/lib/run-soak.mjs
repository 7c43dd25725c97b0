import { runMain } from './failure.mjs';
import { inRoot } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';

/** @param {readonly string[]} argv */
export const runSoak = (argv) =>
  runMain(async () => {
    const node = await prepare({ build: false });
    return (await run(node, [inRoot('tests', 'faults', 'soak', 'soak.ts'), ...argv])).code;
  });
