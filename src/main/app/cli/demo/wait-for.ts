import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/** Looks again and again until there is an answer. @throws Error that names what did not come in time */
export async function waitFor<Answer>(
  look: () => Answer | null | undefined | false,
  what: string | (() => string),
  deadlineMs: number,
): Promise<Answer> {
  const giveUpAt = performance.now() + deadlineMs;
  for (;;) {
    const answer = look();
    if (answer) return answer;
    if (performance.now() > giveUpAt)
      throw new Error(`not within ${Math.round(deadlineMs / 1_000)} s: ${typeof what === 'string' ? what : what()}`);
    await wait(LOOK_EVERY_MS);
  }
}
