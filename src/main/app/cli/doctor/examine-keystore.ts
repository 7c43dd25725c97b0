import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { found } from '#main/app/cli/doctor/finding.ts';
import { openNodeKeystore } from '#main/app/keystore-node.ts';

/** keyring: which keystore answers; the file is the weakest one. Writes nothing. */
export async function examineKeystore(dataDir: string): Promise<Finding> {
  const { kind } = await openNodeKeystore(dataDir);
  return found('keystore', kind === 'file' ? 'warning' : 'ok', { kind });
}
