import { stat } from 'node:fs/promises';

/** Identity of the device behind a path; `unknown` where ports are no files (Windows). */
export type DeviceNode = 'missing' | 'unknown' | `node ${string}`;

const CHECK_INTERVAL_MS = 250;

/** Reads which device a path leads to, links followed. A replugged device gives another answer under the same path. */
export async function readDeviceNode(path: string): Promise<DeviceNode> {
  if (process.platform === 'win32') return 'unknown';
  try {
    const { dev, ino, rdev } = await stat(path);
    return `node ${dev}:${ino}:${rdev}`;
  } catch {
    return 'missing';
  }
}

/**
 * Calls `onGone` once when the path no longer leads to `node`: the second way to notice an unplug (devices.md, section 8.2).
 * Does nothing when the node is unknown. Returns the function that stops watching; the timer keeps no process alive.
 */
export function watchDeviceNode(path: string, node: DeviceNode, onGone: () => void): () => void {
  if (node === 'unknown') return () => undefined;
  let isStopped = false;
  let timer = setTimeout(check, CHECK_INTERVAL_MS).unref();

  async function check(): Promise<void> {
    const current = await readDeviceNode(path);
    if (isStopped) return;
    if (current !== node) {
      isStopped = true;
      onGone();
      return;
    }
    timer = setTimeout(check, CHECK_INTERVAL_MS).unref();
  }

  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
