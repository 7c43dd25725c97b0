import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/lib/browser.mjs';
import { electronProblem } from './scripts/lib/choose-host.mjs';

/** Each has a workstation and a browser of its own: two keep two cores busy for five sixths of the time, three only get in each other's way. */
const WORKERS = 2;

const browser = findBrowser();

/**
 * A window lives for seconds in each test and is then drawn anew: its code is optimised for hours that it never sees. The
 * same code runs, as its first compiler leaves it, for two thirds of the browser's processor time.
 */
const UNOPTIMISED = '--js-flags=--no-maglev,--no-turbofan';

/** The same suite on each host that can run here; `scripts/test.cjs` names the one that cannot. */
const HOSTS = electronProblem() === null ? ['node', 'electron'] : ['node'];

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  workers: WORKERS,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // How long a step may take where the machine is busy with other things too; what is ready sooner goes on sooner.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: {
    launchOptions: { args: [UNOPTIMISED], ...(browser !== undefined && { executablePath: browser }) },
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
    // Not the zone of any platform: what is shown must come from the settings, not from the PC.
    timezoneId: 'Pacific/Chatham',
    // A button that still glides into its place when a busy machine clicks is missed: people wait for it, tests do not.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // Recording doubles the time of a run; `npx playwright test --trace on` shows what happened in a test that fails.
    trace: 'off',
  },
  // A test reads its host from `testInfo.project.metadata.host`.
  projects: HOSTS.map((host) => ({ name: host, metadata: { host } })),
});
