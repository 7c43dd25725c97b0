import { test as base } from '@playwright/test';
import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { wordsOf } from '#tests/e2e/support/words.ts';
import type { Words } from '#tests/e2e/support/words.ts';
import { inWindow, startWorkstation } from '#tests/e2e/support/workstation.ts';
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
}

/** `page` is a window of the shared workstation. */
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

  page: async ({ workstation, context }, use) => use(await workstation.open(context)),

  shell: async ({ page, words }, use) => use(new Shell(page, words)),

  ownWorkstation: async ({}, use, info) => {
    const workstation = await startWorkstation(hostOf(info.project.metadata));
    await use(workstation);
    await workstation.stop();
  },
});

export { expect } from '@playwright/test';

/** @param metadata of the Playwright project, see playwright.config.ts */
function hostOf(metadata: Readonly<Record<string, unknown>>): string {
  return String(metadata['host']);
}
