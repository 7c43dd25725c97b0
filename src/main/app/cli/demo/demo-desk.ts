import { setTimeout as wait } from 'node:timers/promises';
import type { ReadDb } from '#main/db/handles.ts';

/** Hands out orders to the packers, each to one of them. */
export interface DemoDesk {
  /** The next order that is ready; null when there will be none any more. */
  take(): Promise<string | null>;
  /** The packer is through with it; `isGivenUp`: nobody should try again. */
  release(orderNumber: string, isGivenUp: boolean): void;
  /** Ready, and in nobody's hands. */
  waiting(): readonly string[];
}

const LOOK_EVERY_MS = 25;
/** An order that was refused so often is left to its reason. */
const MOST_TRIES = 4;

/** @param fetchMore plays the next scene or asks the shops; false when nothing more will come */
export function createDemoDesk(db: ReadDb, fetchMore: () => Promise<boolean>): DemoDesk {
  const inHand = new Set<string>();
  const tries = new Map<string, number>();
  let fetching: Promise<boolean> | null = null;
  const ready = db.pluck<[], string>(
    "SELECT external_number FROM orders WHERE status = 'ready_to_pack' ORDER BY paid_at_ms, id",
  );

  const waiting = (): readonly string[] =>
    ready.all().filter((number) => !inHand.has(number) && (tries.get(number) ?? 0) < MOST_TRIES);

  /** One packer fetches for all. */
  function fetchOnce(): Promise<boolean> {
    fetching ??= fetchMore().finally(() => (fetching = null));
    return fetching;
  }

  return {
    waiting,
    async take() {
      for (;;) {
        const number = waiting()[0];
        if (number !== undefined) {
          inHand.add(number);
          return number;
        }
        // What another packer puts back may be ready again.
        if (inHand.size > 0) await wait(LOOK_EVERY_MS);
        else if (!(await fetchOnce())) return null;
      }
    },
    release(number, isGivenUp) {
      inHand.delete(number);
      tries.set(number, isGivenUp ? (tries.get(number) ?? 0) + 1 : 0);
    },
  };
}
