import type { WriteDb } from '#main/db/handles.ts';
import { isDatabaseTrouble } from '#main/db/sqlite-error.ts';
import type { Timers } from '#main/lib/timers.ts';

interface BackgroundWork {
  readonly db: WriteDb;
  readonly timers: Timers;
  /** So long after a commit: a burst of intake goes first. */
  readonly quietMs: number;
  /** Whether a commit that changed these areas can have left work. */
  concerns(areas: ReadonlySet<string>): boolean;
  /** While true, what is due waits in the database and is looked at again a second later. */
  readonly isHeld?: () => boolean;
  /** One piece of the work, short enough for the event loop. @returns whether more may be left */
  turn(): boolean;
  /** Told when a turn threw; what is due stays due, and the next commit tries again. */
  readonly onError: (error: unknown) => void;
}

const HELD_MS = 1_000;
/** A full disk lets nothing be committed that could call for the next turn. */
const TROUBLE_MS = 10_000;

/**
 * Works off behind the commits what they left to do, turn by turn; the event loop is free between two. What is due stands in the
 * database, so nothing needs to be remembered here: a crash only makes the next start catch up. @returns the way to stop
 */
export function startBackgroundTurns(work: BackgroundWork): () => void {
  const { db, timers, quietMs, concerns, isHeld } = work;
  let cancel: (() => void) | null = null;
  let isStopped = false;

  function turn(): void {
    try {
      if (work.turn()) soon(0);
    } catch (error) {
      work.onError(error);
      if (isDatabaseTrouble(error)) soon(TROUBLE_MS);
    }
  }

  function soon(delayMs: number): void {
    if (isStopped || cancel) return;
    cancel = timers.after(delayMs, () => {
      cancel = null;
      if (isHeld?.()) soon(HELD_MS);
      else turn();
    });
  }

  const stopListening = db.onCommit((areas) => {
    if (concerns(areas)) soon(quietMs);
  });
  soon(0);
  return () => {
    isStopped = true;
    cancel?.();
    stopListening();
  };
}
