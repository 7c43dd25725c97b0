import { existsSync } from 'node:fs';
import { chooseHost } from './choose-host.mjs';
import { Failure, runMain } from './failure.mjs';
import { START_HELP, readHostOptions } from './host-options.mjs';
import { inRoot, root } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { run, toolEnv } from './run.mjs';

/** @param {readonly string[]} argv */
export const startWorkstation = (argv) =>
  runMain(async () => {
    const options = readHostOptions(argv);
    if (options.help) return void console.log(START_HELP);

    const node = await prepare({ build: true });
    const choice = await chooseHost({ wanted: options.host, node });
    if (choice.host === 'electron') {
      return (await run(choice.binary, [root, ...options.passOn], { env: toolEnv() })).code;
    }
    if (choice.reason) console.log(`Electron is not used: ${choice.reason}; the Node host runs instead.`);
    const entry = inRoot('out', 'main', 'node.js');
    if (!existsSync(entry)) throw new Failure(`the build has no Node host (${entry} is missing).`);
    return (await run(node, [entry, ...options.passOn])).code;
  });
