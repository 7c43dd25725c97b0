import { fetchElectron } from './electron-binary.mjs';
import { Failure, runMain } from './failure.mjs';
import { inRoot } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';

/** @param {readonly string[]} argv */
export const packageInstallers = (argv) =>
  runMain(async () => {
    const node = await prepare({ build: true });
    const electron = await fetchElectron(node, { evenIfItFailed: true });
    if (!('binary' in electron)) {
      throw new Failure(`installers contain Electron, and ${electron.reason}. Nothing was packaged.`);
    }
    return (await run(node, [inRoot('node_modules', 'electron-builder', 'cli.js'), '--publish', 'never', ...argv]))
      .code;
  });
