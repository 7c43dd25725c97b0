import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { found } from '#main/app/cli/doctor/finding.ts';

const GIB = 1024 ** 3;
const LOW_BYTES = 5 * GIB;
const TOO_LOW_BYTES = GIB / 2;

/** Room on the disk, and the right to write there. */
export function examineDisk(dataDir: string): Finding {
  let place = dataDir;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  const { bavail, bsize } = statfsSync(place);
  const freeBytes = bavail * bsize;
  const data = { dir: place, freeGib: Math.round((freeBytes / GIB) * 10) / 10, detail: '' };
  try {
    accessSync(place, constants.W_OK);
  } catch {
    return found('disk', 'failed', { ...data, detail: 'not_writable' });
  }
  return found('disk', freeBytes < TOO_LOW_BYTES ? 'failed' : freeBytes < LOW_BYTES ? 'warning' : 'ok', data);
}

/** Before this version was made; a clock that says so was never set. */
const EARLIEST_MS = Date.UTC(2026, 0, 1);
const AHEAD_MS = 5 * 60_000;

/** Orders are signed and sorted by time: a clock that is years back, or behind its own records, makes channels refuse calls. */
export function examineClock(nowMs: number, newestAtMs: number | null): Finding {
  const isBehind = newestAtMs !== null && newestAtMs > nowMs + AHEAD_MS;
  const data = {
    now: new Date(nowMs).toISOString(),
    newest: newestAtMs === null ? '-' : new Date(newestAtMs).toISOString(),
  };
  return found('clock', nowMs < EARLIEST_MS || isBehind ? 'failed' : 'ok', data);
}
