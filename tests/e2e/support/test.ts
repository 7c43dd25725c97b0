import { test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { wordsOf } from '#tests/e2e/support/words.ts';
import type { Words } from '#tests/e2e/support/words.ts';
import { inWindow, renew, startWorkstation } from '#tests/e2e/support/workstation.ts';
import type { Workstation } from '#tests/e2e/support/workstation.ts';

interface TestFixtures {
  /** English words of the window. */
  readonly words: Words;
  readonly shell: Shell;
  /** A workstation that nobody has used yet, for tests that turn one upside down. */
  readonly ownWorkstation: Workstation;
}

interface WorkerFixtures {
  /** A workstation with the demo store, shared by tests that leave it as usable as they found it. */
  readonly workstation: Workstation;
  /** A window of it, drawn anew for each test. */
  readonly sharedWindow: Page;
}

/** `page` is a window of the shared workstation that nobody has used yet. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  words: async ({}, use) => use(wordsOf('en')),

  workstation: [
    async ({ browser }, use, info) => {
      const workstation = await startWorkstation(hostOf(info.project.metadata));
      await inWindow(workstation, browser, (page) => new FirstRun(page, wordsOf('en')).tryDemoStore());
      await use(workstation);
      await workstation.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],

  sharedWindow: [
    async ({ workstation, browser }, use, info) => {
      const { viewport, locale, timezoneId, contextOptions } = info.project.use;
      const context = await browser.newContext({
        ...contextOptions,
        ...(viewport && { viewport }),
        ...(locale && { locale }),
        ...(timezoneId && { timezoneId }),
      });
      await use(await workstation.open(context));
      await context.close();
    },
    { scope: 'worker' },
  ],

  page: async ({ sharedWindow }, use) => {
    await renew(sharedWindow);
    await use(sharedWindow);
  },

  shell: async ({ page, words }, use) => use(new Shell(page, words)),

  ownWorkstation: async ({}, use, info) => {
    const workstation = await startWorkstation(hostOf(info.project.metadata));
    await use(workstation);
    await workstation.stop();
  },
});

export { expect } from '@playwright/test';

/** For tests that open a second window beside theirs: the Electron host has one only, and says so in the place of failing. */
export function needsTwoWindows(): void {
  test.skip(hostOf(test.info().project.metadata) === 'electron', 'the Electron host has one window');
}

/** @param metadata of the Playwright project, see playwright.config.ts */
function hostOf(metadata: Readonly<Record<string, unknown>>): string {
  return String(metadata['host']);
}
