import { setTimeout as delay } from 'node:timers/promises';

/** Polls until the condition holds; fails with the description after the deadline. */
export async function waitUntil(description: string, condition: () => boolean, deadlineMs = 5_000): Promise<void> {
  const endMs = performance.now() + deadlineMs;
  while (!condition()) {
    if (performance.now() > endMs) throw new Error(`not reached within ${deadlineMs} ms: ${description}`);
    await delay(5);
  }
}
