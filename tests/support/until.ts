import { PATIENCE } from '#tests/support/patience.ts';

/** Polls until the condition holds. @throws when it does not within the deadline. */
export async function until(condition: () => boolean, what: string, deadlineMs = PATIENCE.timeout): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Not within ${deadlineMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
