import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WalFlush } from '#main/db/wal-flush.ts';

const DISK_ERROR = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });

let folder = '';
let file = '';
const open: WalFlush[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packbench-wal-'));
  file = join(folder, 'x-wal');
  writeFileSync(file, '');
});

afterEach(() => {
  for (const flush of open.splice(0)) flush.close();
  rmSync(folder, { recursive: true });
});

/** A disk that answers when it is told to. */
function slowDisk(rescue: () => void = () => {}) {
  const answers: ((refusal: Error | null) => void)[] = [];
  let asked = 0;
  const flush = new WalFlush(file, rescue, {
    beside(_handle, done) {
      asked += 1;
      answers.push(done);
    },
    now: () => {},
  });
  open.push(flush);
  return { flush, answer: (refusal: Error | null = null) => answers.shift()?.(refusal), asked: () => asked };
}

describe('a flush of the WAL', () => {
  it('tells nobody before the disk has answered, and everybody in the order of their commits', () => {
    const { flush, ...disk } = slowDisk();
    const told: string[] = [];
    flush.beside((error) => told.push(`first ${error}`));
    flush.beside((error) => told.push(`second ${error}`));
    expect(told).toEqual([]);
    disk.answer();
    expect(told).toEqual(['first null']);
    expect(disk.asked()).toBe(2);
    disk.answer();
    expect(told).toEqual(['first null', 'second null']);
  });

  it('of somebody who cannot wait tells those before first, and only once', () => {
    const { flush, ...disk } = slowDisk();
    const told: string[] = [];
    flush.beside(() => told.push('first'));
    expect(flush.now(() => told.push('now'))).toBeNull();
    expect(told).toEqual(['first', 'now']);
    disk.answer();
    expect(told).toEqual(['first', 'now']);
  });

  it('is not needed after a commit that flushed by itself', () => {
    const { flush, ...disk } = slowDisk();
    const told: unknown[] = [];
    flush.beside((error) => told.push(error));
    flush.wasFlushed();
    expect(told).toEqual([null]);
    disk.answer();
    expect(told).toEqual([null]);
  });

  it('that the disk refuses is made up for by the rescue', () => {
    let rescues = 0;
    const { flush, ...disk } = slowDisk(() => (rescues += 1));
    const told: unknown[] = [];
    flush.beside((error) => told.push(error));
    disk.answer(DISK_ERROR);
    expect(told).toEqual([null]);
    expect(rescues).toBe(1);
  });

  it('that nothing can make up for is told as an error, and the next one is not trusted to the same WAL', () => {
    const lost = new Error('no rescue');
    let isLost = true;
    let rescues = 0;
    const { flush, ...disk } = slowDisk(() => {
      rescues += 1;
      if (isLost) throw lost;
    });
    const told: unknown[] = [];
    flush.beside((error) => told.push(error));
    disk.answer(DISK_ERROR);
    flush.beside((error) => told.push(error));
    expect(told).toEqual([lost, lost]);
    isLost = false;
    flush.beside((error) => told.push(error));
    expect(told).toEqual([lost, lost, null]);
    expect(rescues).toBe(3);
    expect(disk.asked()).toBe(1);
  });

  it('of a file that cannot be opened is made up for by the rescue too', () => {
    let rescues = 0;
    const { flush, ...disk } = slowDisk(() => (rescues += 1));
    rmSync(file);
    const told: unknown[] = [];
    flush.beside((error) => told.push(error));
    expect({ told, rescues, asked: disk.asked() }).toEqual({ told: [null], rescues: 1, asked: 0 });
  });

  it('is done for all who wait when the database closes', () => {
    const { flush } = slowDisk();
    const told: unknown[] = [];
    flush.beside((error) => told.push(error));
    flush.close();
    expect(told).toEqual([null]);
  });
});
