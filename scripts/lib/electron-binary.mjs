import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, inRoot } from './paths.mjs';
import { run } from './run.mjs';

const FETCH_LIMIT_MS = 90_000;
/** How long a failed download keeps the next starts from trying again. */
const RETRY_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

const electronDir = inRoot('node_modules', 'electron');
const failureNote = join(cacheDir, 'electron-unavailable.json');

/** Path of Electron's binary, or null when it is not there. */
export function electronBinary() {
  const nameFile = join(electronDir, 'path.txt');
  if (!existsSync(nameFile)) return null;
  const binary = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronDir, 'dist'),
    readFileSync(nameFile, 'utf8').trim(),
  );
  return existsSync(binary) ? binary : null;
}

/**
 * Fetches Electron's binary, at most once a week when that fails.
 * @param {string} node
 * @param {{ evenIfItFailed: boolean }} options
 * @returns {Promise<{ binary: string } | { reason: string }>}
 */
export async function fetchElectron(node, { evenIfItFailed }) {
  const present = electronBinary();
  if (present) return { binary: present };
  const version = JSON.parse(readFileSync(join(electronDir, 'package.json'), 'utf8')).version;
  if (!evenIfItFailed && failedLately(version)) {
    return {
      reason: `its ${version} binary could not be fetched before (\`npm start -- --host electron\` tries again)`,
    };
  }
  console.error(`Fetching Electron ${version}, at most ${FETCH_LIMIT_MS / 1000} s ...`);
  const { timedOut, output } = await run(node, [join(electronDir, 'install.js')], {
    quiet: true,
    timeoutMs: FETCH_LIMIT_MS,
  });
  const binary = electronBinary();
  if (binary) {
    rmSync(failureNote, { force: true });
    return { binary };
  }
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(failureNote, JSON.stringify({ version, atMs: Date.now() }));
  const why = timedOut
    ? `not done within ${FETCH_LIMIT_MS / 1000} s`
    : (output.match(/^.*Error:? .*$/m)?.[0] ?? 'download failed').trim();
  return { reason: `its ${version} binary could not be fetched (${why}; ELECTRON_MIRROR names another source)` };
}

function failedLately(version) {
  try {
    const note = JSON.parse(readFileSync(failureNote, 'utf8'));
    return note.version === version && Date.now() - note.atMs < RETRY_AFTER_MS;
  } catch {
    return false;
  }
}
