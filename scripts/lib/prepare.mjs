import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ensurePinnedNode } from './pinned-node.mjs';

/**
 * Installs and builds what is missing; quick when nothing is.
 * @param {{ build: boolean }} options
 * @returns {Promise<string>} path of the Node that runs everything else.
 */
export async function prepare({ build }) {
  await ensureInstalled();
  const node = await ensurePinnedNode();
  if (build) await ensureBuilt(node);
  return node;
}
