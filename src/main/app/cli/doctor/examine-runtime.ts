import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { found } from '#main/app/cli/doctor/finding.ts';

const OLDEST_NODE = 24;

/** The runtime that loads everything else. */
export function examineRuntime(): Finding {
  const { node, electron } = process.versions;
  const data = {
    version: electron ? `Electron ${electron}, Node ${node}` : `Node ${node}`,
    oldest: OLDEST_NODE,
    platform: `${process.platform} ${process.arch}`,
  };
  return found('runtime', Number.parseInt(node, 10) >= OLDEST_NODE ? 'ok' : 'failed', data);
}
