import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Suites beside `unit`, one folder each under tests/. */
const SUITES = [
  'architecture',
  'contract',
  'integration',
  'migrations',
  'security',
  'faults',
  'cups',
  'papers',
] as const;

/** Ends a test that hangs. Real processes, sockets and disks take their time on a small machine that does other work too. */
const SUITE_TIMEOUT_MS = 180_000;

export default defineConfig({
  test: {
    // Browser tests belong to Playwright (tests/e2e).
    projects: [
      {
        test: { name: 'unit', include: ['src/**/*.test.{ts,tsx}', 'tests/support/**/*.test.ts'], testTimeout: 60_000 },
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
    // Left to itself Vitest keeps one core free, which on a machine of two is half of it.
    maxWorkers: '100%',
    env: {
      // A machine in the shop's zone must give the same results as one in UTC.
      TZ: 'Pacific/Chatham',
      // The processes that tests start and kill run the product from its source: each file is compiled once, not every time.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'packbench', 'compiled'),
    },
  },
});
