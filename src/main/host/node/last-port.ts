import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'host-port';

/**
 * Port of the last run. It was random; taking it again lets windows that stayed open over a restart find back, and
 * scripts keep their address. Null when there was none.
 */
export function lastPort(dataDir: string): number | null {
  try {
    const port = Number(readFileSync(join(dataDir, FILE), 'utf8'));
    return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : null;
  } catch {
    return null;
  }
}

export function rememberPort(dataDir: string, port: number): void {
  writeFileSync(join(dataDir, FILE), String(port));
}
