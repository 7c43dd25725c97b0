import type { Browser, BrowserContext, Page } from '@playwright/test';
import { startElectronWorkstation } from '#tests/e2e/support/electron-workstation.ts';
import { startNodeWorkstation } from '#tests/e2e/support/node-workstation.ts';

/** One running workstation with a data folder of its own. */
export interface Workstation {
  readonly dataDir: string;
  /** A window of it, as a person sees it after opening the program. */
  open(context: BrowserContext): Promise<Page>;
  /** `kill -9` of the process that holds the database; whatever watches over it is left alone. */
  killBackend(): Promise<void>;
  /** Ends it, and deletes its data. */
  stop(): Promise<void>;
}

/** @param host name of the Playwright project */
export function startWorkstation(host: string): Promise<Workstation> {
  return host === 'electron' ? startElectronWorkstation() : startNodeWorkstation();
}

/**
 * Draws a window anew, as a new one would be: nothing chosen, typed or open before is left of it. What the browser fetched
 * and compiled for it stays, which is most of what a new window costs.
 */
export async function renew(page: Page): Promise<void> {
  for (const other of page.context().pages()) if (other !== page) await other.close();
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
    history.replaceState(null, '', location.pathname);
  });
  await page.reload();
}

/** Does something in a window of its own, then closes it. */
export async function inWindow(
  workstation: Workstation,
  browser: Browser,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext();
  await work(await workstation.open(context));
  await context.close();
}
