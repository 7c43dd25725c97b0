import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const CHILD = fileURLToPath(new URL('./child-full-disk.ts', import.meta.url));
/** Big enough for an empty database and its lock, keys and ballast. */
const DISK_BYTES = 12 * 1024 * 1024;

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'packbench-full-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A disk of its own for the child, gone with it: a memory disk in a mount namespace. Null where the system allows none. */
function runOnSmallDisk(): string | null {
  const script = `mount -t tmpfs -o size=${DISK_BYTES} none "$1" && exec "$2" "$3" "$1" small-disk`;
  const run = spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', dir, process.execPath, CHILD], {
    encoding: 'utf8',
  });
  return run.stdout?.includes('seen') ? run.stdout : null;
}

function runWithPageLimit(): string {
  return spawnSync(process.execPath, [CHILD, dir, 'page-limit'], { encoding: 'utf8' }).stdout;
}

it(
  'says that the disk is full, keeps all that was confirmed, and goes on when there is room',
  { timeout: 120_000 },
  () => {
    const output = runOnSmallDisk() ?? runWithPageLimit();
    const line = output.split('\n').find((text) => text.startsWith('seen ')) ?? 'seen {}';
    const seen = JSON.parse(line.slice('seen '.length));
    expect(seen).toMatchObject({
      whenFull: 'ERR_DB_DISK_FULL',
      afterRoom: 'never refused',
      sound: true,
      jobRuns: 1,
      engineErrors: [],
    });
    expect(seen.kept.stored).toBe(seen.kept.told);
    expect(seen.kept.told).toBeGreaterThan(0);
    expect(seen.stored).toBe(seen.kept.told + 50);
    // Without a disk of its own only the database is limited, so a backup has room.
    expect(seen.backupWhenFull).toBe(seen.means === 'small-disk' ? 'ERR_DB_DISK_FULL' : 'made');
  },
);
