import { accessSync, chmodSync, constants, mkdirSync, readFileSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY_DISK = '/dev/shm';
/** The suites need some hundred MB at a time. */
const NEEDED_BYTES = 4 * 1024 ** 3;
const NAME = /^packbench-tests-(\d+)$/;

/**
 * Makes a folder for the temporary files of a test run: in memory where there is room, since on a disk the tests spend much
 * of their time on waiting for the commits of databases that they throw away. What a database asks of the system stays
 * the same, and a process that is killed loses no more than on a disk; no test cuts the power of the PC itself.
 */
export function makeTestFolder() {
  const parent = hasMemoryDisk() ? MEMORY_DISK : tmpdir();
  for (const name of readdirSync(parent)) {
    const pid = Number(NAME.exec(name)?.[1]);
    // Left behind by a run that was killed.
    if (pid && !isAlive(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const folder = join(parent, `packbench-tests-${process.pid}`);
  mkdirSync(folder);
  // The print scheduler of the system reads its test files as a user of its own.
  chmodSync(folder, 0o755);
  return folder;
}

function hasMemoryDisk() {
  try {
    accessSync(MEMORY_DISK, constants.W_OK);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === MEMORY_DISK);
    const [, , type, flags = ''] = mount?.split(' ') ?? [];
    // Some tests write programs and start them.
    if (type !== 'tmpfs' || flags.split(',').includes('noexec')) return false;
    const { bavail, bsize } = statfsSync(MEMORY_DISK);
    return Math.min(bavail * bsize, freemem()) >= NEEDED_BYTES;
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
