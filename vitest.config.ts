import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

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

/** Suites with tests of minutes: begun first, so that at the end no core waits for one of them. */
const LONGEST_SUITES = ['faults', 'contract', 'papers', 'integration'];

class LongestSuitesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project }: TestSpecification): number => {
      const place = LONGEST_SUITES.indexOf(project.name);
      return place === -1 ? LONGEST_SUITES.length : place;
    };
    return (await super.sort(files)).toSorted((left, right) => rank(left) - rank(right));
  }
}

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
    sequence: { sequencer: LongestSuitesFirst },
    env: {
      // A machine in the shop's zone must give the same results as one in UTC.
      TZ: 'Pacific/Chatham',
      // The processes that tests start and kill run the product from its source: each file is compiled once, not every time.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'packbench', 'compiled'),
    },
  },
});
