import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeDataDir } from '#main/app/make-data-dir.ts';

/** Name of the lock in the data folder; readable by its owner alone, because the control key lets in. */
const LOCK_FILE = 'host.lock';

const HostRecord = z.object({
  pid: z.int().positive(),
  /** Null until the host answers. */
  url: z.string().nullable(),
  controlKey: z.string(),
});

/** The host that holds a data folder. */
export type HostRecord = z.infer<typeof HostRecord>;

export interface HostLock {
  /** Tells later starts where this host answers. */
  publish(url: string): void;
  release(): void;
}

export type LockOutcome =
  | { readonly kind: 'acquired'; readonly lock: HostLock }
  | { readonly kind: 'held'; readonly holder: HostRecord };

/** Locks of this very process, by control key. In a container every run has the same process id, so that alone says nothing. */
const heldHere = new Set<string>();

/**
 * Takes the data folder for this process. A lock whose process is gone (kill -9, power cut) is taken over.
 * @param isAlive says whether a process runs; another one may have got its id since, so ask the address as well
 * @throws AppError ERR_HOST_DATA_DIR_UNUSABLE
 */
export function acquireHostLock(dataDir: string, controlKey: string, isAlive = processRuns): LockOutcome {
  makeDataDir(dataDir);
  const file = join(dataDir, LOCK_FILE);
  const own: HostRecord = { pid: process.pid, url: null, controlKey };
  while (!createExclusively(file, own)) {
    const holder = readHostRecord(dataDir);
    if (holder && isHeld(holder, isAlive)) return { kind: 'held', holder };
    removeStale(file, holder);
  }
  heldHere.add(controlKey);
  return {
    kind: 'acquired',
    lock: {
      publish: (url) => replace(file, { ...own, url }),
      release() {
        heldHere.delete(controlKey);
        if (readHostRecord(dataDir)?.controlKey === controlKey) rmSync(file, { force: true });
      },
    },
  };
}

/** The host that holds or held this data folder; null when there is none or its record cannot be read. */
export function readHostRecord(dataDir: string): HostRecord | null {
  try {
    return HostRecord.parse(JSON.parse(readFileSync(join(dataDir, LOCK_FILE), 'utf8')));
  } catch {
    return null;
  }
}

function isHeld({ pid, controlKey }: HostRecord, isAlive: (pid: number) => boolean): boolean {
  return pid === process.pid ? heldHere.has(controlKey) && isAlive(pid) : isAlive(pid);
}

function createExclusively(file: string, record: HostRecord): boolean {
  try {
    writeFileSync(file, JSON.stringify(record), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Moved aside first: when two starts find the same stale lock, the rename succeeds for one and the other looks again. */
function removeStale(file: string, stale: HostRecord | null): void {
  const aside = `${file}.${stale?.pid ?? 'unreadable'}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  rmSync(aside, { force: true });
}

function replace(file: string, record: HostRecord): void {
  const next = `${file}.next`;
  writeFileSync(next, JSON.stringify(record), { mode: 0o600 });
  renameSync(next, file);
}

function processRuns(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
