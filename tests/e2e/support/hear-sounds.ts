import type { Page } from '@playwright/test';

/** Counts the tones that the window makes from now on. @returns what reads the count, one drawn frame later */
export async function hearSounds(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    Object.assign(globalThis, { tones: 0 });
    const start = Reflect.get(OscillatorNode.prototype, 'start');
    OscillatorNode.prototype.start = function (this: OscillatorNode, ...when: [number?]) {
      Object.assign(globalThis, { tones: Number(Reflect.get(globalThis, 'tones')) + 1 });
      return start.apply(this, when);
    };
  });
  return () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const read = (): void => resolve(Number(Reflect.get(globalThis, 'tones')));
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(read)));
        }),
    );
}
