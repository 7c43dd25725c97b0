import type { Page } from '@playwright/test';

/**
 * Records how often the window changes what it shows inside `area`, from now on.
 * @returns what reads the record: whether the changes of each time touched the list of scans
 */
export async function watchDraws(page: Page, area: string, scans: string): Promise<() => Promise<boolean[]>> {
  await page.evaluate(
    ([within, list]) => {
      const draws: boolean[] = [];
      Object.assign(globalThis, { draws });
      const root = document.querySelector(within ?? '');
      if (!root) throw new Error(`Nothing to watch: ${within}`);
      new MutationObserver((records) => {
        draws.push(records.some(({ target }) => target instanceof Element && target.closest(list ?? '') !== null));
      }).observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
    },
    [area, scans],
  );
  return () => page.evaluate((): boolean[] => Reflect.get(globalThis, 'draws'));
}
