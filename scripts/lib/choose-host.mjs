import { Failure } from './failure.mjs';
import { electronBinary, fetchElectron } from './electron-binary.mjs';

/** Why a window cannot be shown on this machine, or null when it can. */
function displayProblem(env = process.env, platform = process.platform) {
  if (platform !== 'linux') return null;
  return env.DISPLAY || env.WAYLAND_DISPLAY ? null : 'there is no display';
}

/** Chromium's sandbox refuses root, and Packbench does not run without its sandbox. */
function rootProblem() {
  return process.platform === 'linux' && process.getuid?.() === 0
    ? 'it does not run as root with its sandbox on'
    : null;
}

/**
 * Electron where it can run, else the Node host with the reason.
 * @param {{ wanted: 'node' | 'electron' | null, node: string }} options
 * @returns {Promise<{ host: 'electron', binary: string } | { host: 'node', reason: string | null }>}
 * @throws {Failure} when Electron was asked for by name and cannot run.
 */
export async function chooseHost({ wanted, node }) {
  if (wanted === 'node') return { host: 'node', reason: null };
  const blocked = displayProblem() ?? rootProblem();
  const found = blocked ? { reason: blocked } : await fetchElectron(node, { evenIfItFailed: wanted === 'electron' });
  if ('binary' in found) return { host: 'electron', binary: found.binary };
  if (wanted === 'electron')
    throw new Failure(`Electron cannot run here: ${found.reason}. \`npm start -- --host node\` works without it.`);
  return { host: 'node', reason: found.reason };
}

/** Why the end-to-end suite cannot run on Electron here, or null when it can. Fetches nothing. */
export const electronProblem = () =>
  displayProblem() ?? rootProblem() ?? (electronBinary() ? null : 'its binary is not installed');
