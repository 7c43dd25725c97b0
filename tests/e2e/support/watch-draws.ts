import type { Page } from '@playwright/test';

/** What one change of the window touched. */
export interface Draw {
  readonly scans: boolean;
  readonly items: boolean;
  readonly busy: boolean;
}

/** Records each change of the packing station from now on. @returns what reads the record */
export async function watchDraws(page: Page): Promise<() => Promise<Draw[]>> {
  await page.evaluate(() => {
    const draws: Draw[] = [];
    Object.assign(globalThis, { draws });
    const root = document.querySelector('.packing');
    if (!root) throw new Error('The packing station is not open');
    new MutationObserver((records) => {
      const within = (selector: string): boolean =>
        records.some(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest(selector));
      draws.push({
        scans: within('.scan-log'),
        items: within('.items'),
        busy: records.some(({ attributeName }) => attributeName === 'aria-busy'),
      });
    }).observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
  });
  return () => page.evaluate((): Draw[] => Reflect.get(globalThis, 'draws'));
}
