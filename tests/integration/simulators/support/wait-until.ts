import { setTimeout as delay } from 'node:timers/promises';
import { PATIENCE } from '#tests/support/patience.ts';

/** Polls until the condition holds; fails with the description after the deadline. */
export async function waitUntil(
  description: string,
  condition: () => boolean,
  deadlineMs = PATIENCE.timeout,
): Promise<void> {
  const endMs = performance.now() + deadlineMs;
  while (!condition()) {
    if (performance.now() > endMs) throw new Error(`not reached within ${deadlineMs} ms: ${description}`);
    await delay(5);
  }
}
