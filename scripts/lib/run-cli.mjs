import { existsSync } from 'node:fs';
import { Failure, runMain } from './failure.mjs';
import { inRoot } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';

/**
 * Runs `out/main/cli.js` in the folder where the person typed the command, so that relative paths mean what they say.
 * @param {readonly string[]} argv
 */
export const runCli = (argv) =>
  runMain(async () => {
    const node = await prepare({ build: true });
    const entry = inRoot('out', 'main', 'cli.js');
    if (!existsSync(entry)) throw new Failure(`the build has no command line (${entry} is missing).`);
    return (await run(node, [entry, ...argv], { cwd: process.env.INIT_CWD ?? process.cwd() })).code;
  });
