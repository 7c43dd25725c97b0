import { defineConfig } from 'vitest/config';

/** Suites beside `unit`, one folder each under tests/. */
const SUITES = ['architecture', 'contract', 'integration', 'migrations', 'security', 'faults'] as const;

/** Real processes, sockets and disks take their time on a small machine. */
const SUITE_TIMEOUT_MS = 60_000;

export default defineConfig({
  test: {
    // Browser tests belong to Playwright (tests/e2e).
    projects: [
      {
        test: { name: 'unit', include: ['src/**/*.test.{ts,tsx}', 'tests/support/**/*.test.ts'], testTimeout: 20_000 },
      },
      ...SUITES.map((name) => ({
        test: {
          name,
          include: [`tests/${name}/**/*.test.ts`],
          exclude: ['tests/architecture/samples/**'],
          testTimeout: SUITE_TIMEOUT_MS,
          hookTimeout: SUITE_TIMEOUT_MS,
        },
      })),
    ],
    passWithNoTests: true,
    // A machine in the shop's zone must give the same results as one in UTC.
    env: { TZ: 'Pacific/Chatham' },
  },
});
