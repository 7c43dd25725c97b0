import { existsSync, readFileSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { inRoot } from './paths.mjs';
import { runNpm } from './run.mjs';

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Packages of the lock that node_modules lacks or holds in another version. Optional ones depend on the platform. */
function missingPackages() {
  const installedList = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installedList)) return ['everything'];
  const installed = readJson(installedList).packages;
  return Object.entries(readJson(inRoot('package-lock.json')).packages)
    .filter(([key, entry]) => key !== '' && !entry.optional)
    .filter(([key, entry]) => installed[key]?.version !== entry.version || !existsSync(inRoot(key, 'package.json')))
    .map(([key]) => key);
}

/**
 * Brings node_modules to the state of package-lock.json, and does nothing when it is there already.
 * @throws {Failure} when npm cannot.
 */
export async function ensureInstalled() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  console.error(`Installing packages (${missing.length === 1 ? missing[0] : `${missing.length} are missing`}) ...`);
  const flags = ['--no-audit', '--no-fund', '--loglevel=error'];
  const fresh = !existsSync(inRoot('node_modules'));
  // `npm ci` empties node_modules first: right for a fresh clone, wrong under a running workstation.
  if (fresh && (await runNpm(['ci', ...flags])).code === 0) return;
  const { code } = await runNpm(['install', ...flags]);
  if (code !== 0) {
    throw new Failure(
      'npm could not install the packages; see its message above. Check the network and `npm config get registry`.',
    );
  }
}
