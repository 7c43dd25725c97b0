import { performance } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { WriteDb } from '#main/db/handles.ts';
import { turnsOf } from '#main/db/write-turns.ts';
import { systemTimers } from '#main/lib/timers.ts';
import type { Timers } from '#main/lib/timers.ts';

/** How busy this thread is, what its heap holds, and the way to make it hold less. */
export interface OwnHeap {
  /** Share of the time since the last question that the thread was at work, 0 to 1. */
  busy(): number;
  bytes(): number;
  collect(): void;
}

const EVERY_MS = 10_000;
/** An intake or a report takes more; packing at a table takes less, so that people have to be asked for besides. */
const QUIET = 0.1;
/** Less is not worth the pause, some 50 ms: as long as a scan may take. */
const WORTH_BYTES = 6 * 1024 * 1024;

/** For a backend that has its process to itself. @returns the way to stop */
export function keepBackendSmall(db: WriteDb, timers: Timers = systemTimers, heap: OwnHeap = ownHeap()): () => void {
  return startGivingBackMemory(turnsOf(db).isSomeoneThere, timers, {
    ...heap,
    collect() {
      heap.collect();
      db.giveBackMemory();
    },
  });
}

/**
 * Collects all garbage in a quiet moment, and gives the memory back. V8 collects when it needs room: after a rush it keeps for the rest of
 * the day what nobody uses any more, on a PC that has a browser and an office beside us.
 * @param isSomeoneThere somebody scans or clicks, and would wait for it
 * @returns the way to stop
 */
export function startGivingBackMemory(isSomeoneThere: () => boolean, timers: Timers, heap: OwnHeap): () => void {
  let kept = 0;
  let cancel: () => void;
  function look(): void {
    const isQuiet = heap.busy() < QUIET && !isSomeoneThere();
    if (isQuiet && heap.bytes() - kept >= WORTH_BYTES) {
      heap.collect();
      kept = heap.bytes();
    }
    cancel = timers.after(EVERY_MS, look);
  }
  cancel = timers.after(EVERY_MS, look);
  return () => cancel();
}

export function ownHeap(): OwnHeap {
  let before = performance.eventLoopUtilization();
  return {
    busy() {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, before);
      before = now;
      return utilization;
    },
    bytes: () => getHeapStatistics().total_physical_size,
    collect: collector(),
  };
}

/** V8 shows its collector only to contexts that begin after the flag was set: Node's documented flags have no other way while running. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return typeof collect === 'function' ? () => void collect() : () => {};
}
