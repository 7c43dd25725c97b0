import type { Page } from '@playwright/test';

/**
 * Measures in the window itself: from the Enter that ends a scan to the frame after the one that shows its verdict.
 * @param verdicts selector of the entries of the list of verdicts
 * @returns what waits for the next figure, in milliseconds; it asks once and hears by itself, since asking in each frame would
 *   take from the time that is measured
 */
export async function watchPaints(page: Page, verdicts: string): Promise<() => Promise<number>> {
  await page.evaluate((selector) => {
    const paints: number[] = [];
    const waiting: ((paintMs: number) => void)[] = [];
    const settle = (paintMs: number): void => {
      const next = waiting.shift();
      if (next) next(paintMs);
      else paints.push(paintMs);
    };
    Object.assign(globalThis, {
      benchPaint: () =>
        new Promise<number>((resolve) => (paints.length > 0 ? resolve(paints.shift() ?? 0) : waiting.push(resolve))),
    });
    let endedAtMs: number | null = null;
    globalThis.addEventListener(
      'keydown',
      ({ code }) => {
        if (code === 'Enter') endedAtMs = performance.now();
      },
      true,
    );
    new MutationObserver((records) => {
      const isVerdict = (node: Node): boolean => node instanceof Element && node.matches(selector);
      if (endedAtMs === null || !records.some(({ addedNodes }) => [...addedNodes].some(isVerdict))) return;
      const fromMs = endedAtMs;
      endedAtMs = null;
      // A message posted in the callback of a frame arrives when that frame has been painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => settle(performance.now() - fromMs));
        port1.start();
        port2.postMessage(null);
      });
    }).observe(document.body, { childList: true, subtree: true });
  }, verdicts);
  return () => page.evaluate((): Promise<number> => Reflect.get(globalThis, 'benchPaint')());
}
