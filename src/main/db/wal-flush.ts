import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';

/** Told once: `null` when what was committed is on disk, else why it may not be. */
export type Flushed = (error: unknown) => void;

/** How a file is flushed; the system's own calls, but for tests. */
export interface Disk {
  beside(handle: number, done: (refusal: Error | null) => void): void;
  now(handle: number): void;
}

const DISK: Disk = { beside: fdatasync, now: fdatasyncSync };

/**
 * Flushes the WAL to disk for commits that did not do so themselves, beside the event loop: a disk may take tens of milliseconds, and
 * nobody else has to wait for it. Whoever waits for their commit is told afterwards, in the order of the commits.
 */
export class WalFlush {
  readonly #walFile: string;
  readonly #rescue: () => void;
  readonly #disk: Disk;
  #handle: number | null = null;
  #waiting: Flushed[] = [];
  #isFlushing = false;
  #isClosed = false;
  /** The disk refused: what the WAL holds is not to be trusted until a rescue has put all of it elsewhere. */
  #isBroken = false;

  /** @param rescue puts by other means on disk what was committed, or throws; it is asked when the disk refused to flush the WAL */
  constructor(walFile: string, rescue: () => void, disk: Disk = DISK) {
    this.#walFile = walFile;
    this.#rescue = rescue;
    this.#disk = disk;
  }

  /** Tells `flushed` once all that is committed so far is on disk. */
  beside(flushed: Flushed): null {
    this.#waiting.push(flushed);
    this.#begin();
    return null;
  }

  /** Does the same before it returns, for all who wait. @returns what they were told */
  now(flushed?: Flushed): unknown {
    if (flushed) this.#waiting.push(flushed);
    const told = this.#takeWaiting();
    if (told.length === 0) return null;
    const error = this.#flush();
    settle(told, error);
    return error;
  }

  /** Somebody's own commit has flushed the WAL, and with it all that was committed before. */
  wasFlushed(): void {
    if (this.#isBroken) this.now();
    else settle(this.#takeWaiting(), null);
  }

  close(): void {
    this.now();
    this.#isClosed = true;
    if (!this.#isFlushing) this.#letGo();
  }

  /** One flush at a time; what is committed meanwhile shares the next one. */
  #begin(): void {
    if (this.#isFlushing || this.#waiting.length === 0) return;
    if (this.#isBroken) {
      this.now();
      return;
    }
    let handle: number;
    try {
      handle = this.#open();
    } catch {
      return this.#afterRefusal();
    }
    const covered = new Set(this.#waiting);
    this.#isFlushing = true;
    this.#disk.beside(handle, (refusal) => {
      this.#isFlushing = false;
      if (this.#isClosed) return this.#letGo();
      if (refusal) return this.#afterRefusal();
      // Those whom a commit has flushed along meanwhile are gone already.
      const told = this.#waiting.filter((each) => covered.has(each));
      this.#waiting = this.#waiting.filter((each) => !covered.has(each));
      settle(told, null);
      this.#begin();
    });
  }

  #afterRefusal(): void {
    this.#isBroken = true;
    this.now();
  }

  /** @returns null, or why what was committed may not be on disk */
  #flush(): unknown {
    try {
      if (!this.#isBroken) this.#disk.now(this.#open());
    } catch {
      this.#isBroken = true;
    }
    if (!this.#isBroken) return null;
    try {
      this.#rescue();
      this.#isBroken = false;
      return null;
    } catch (error) {
      return error;
    }
  }

  #takeWaiting(): Flushed[] {
    return this.#waiting.splice(0);
  }

  /** SQLite writes to one WAL file for as long as a connection is open, and locks another one: a second handle disturbs nobody. */
  #open(): number {
    return (this.#handle ??= openSync(this.#walFile, 'r+'));
  }

  #letGo(): void {
    if (this.#handle !== null) closeSync(this.#handle);
    this.#handle = null;
  }
}

function settle(told: readonly Flushed[], error: unknown): void {
  for (const flushed of told) flushed(error);
}
