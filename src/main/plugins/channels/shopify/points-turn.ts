/** The reads of a shop that were throttled and wait for points, each until it has its answer; one per shop. */
const waiting = new Map<string, Promise<void>>();

/**
 * A read's turn at the points of its shop. Shopify gives them out by the second, and a call that needs many would starve beside calls
 * that need few. So one read that was throttled is waited for by all others of its shop: what comes back meanwhile is for it alone.
 */
export interface PointsTurn {
  /** Before each try. */
  wait(): Promise<void>;
  /** The try was throttled: from the next one on, others wait. */
  claim(): Promise<void>;
  /** Has an answer, or gives up. */
  leave(): void;
}

/** @param shop what has points of its own @param signal ends the waiting, not the turn */
export function pointsTurn(shop: string, signal: AbortSignal): PointsTurn {
  let leave: (() => void) | null = null;

  /** Until nobody is waited for. All who wait here go on one after another, so that whoever claims first is seen by the next. */
  async function untilFree(free: () => void): Promise<void> {
    while (!leave && !signal.aborted) {
      const before = waiting.get(shop);
      if (!before) return free();
      await orAborted(before, signal);
    }
  }

  function hold(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.set(shop, promise);
    leave = () => {
      waiting.delete(shop);
      resolve();
    };
  }

  return {
    wait: () => untilFree(() => {}),
    claim: () => untilFree(hold),
    leave: () => leave?.(),
  };
}

async function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = (): void => resolve();
  signal.addEventListener('abort', stop, { once: true });
  await Promise.race([work, promise]);
  signal.removeEventListener('abort', stop);
}
