import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';
import { workerFiles } from './scripts/lib/bundling.mjs';
import { ensureTestBundle } from './scripts/lib/test-bundle.mjs';

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

/** These replace a module, and so want their modules to themselves: `<suite>-alone`. */
const ALONE: Readonly<Record<string, readonly string[]>> = {
  unit: ['src/preload/index.test.ts'],
  integration: ['tests/integration/host/electron-host.test.ts'],
};

export default defineConfig(async () => {
  // Processes and threads that tests start come from here; what a test itself calls is transformed from its source.
  const bundle = await ensureTestBundle();
  const plugins = [workerFiles((worker) => pathToFileURL(join(bundle, `${worker}.js`)).href)];
  const unit = { name: 'unit', include: ['src/**/*.test.{ts,tsx}', 'tests/support/**/*.test.ts'], testTimeout: 60_000 };
  const others = SUITES.map((name) => ({
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: SUITE_TIMEOUT_MS,
    hookTimeout: SUITE_TIMEOUT_MS,
  }));
  const suites = [unit, ...others].flatMap((suite) => {
    const alone = [...(ALONE[suite.name] ?? [])];
    // Loading the product again for every file would take longer than most of their tests.
    const together = { ...suite, isolate: false, exclude: ['tests/architecture/samples/**', ...alone] };
    return alone.length === 0 ? [together] : [together, { ...suite, name: `${suite.name}-alone`, include: alone }];
  });
  return {
    test: {
      // Browser tests belong to Playwright (tests/e2e).
      projects: suites.map((test) => ({ plugins, test })),
      passWithNoTests: true,
      // Left to itself Vitest keeps one core free, which on a machine of two is half of it.
      maxWorkers: '100%',
      sequence: { sequencer: LongestSuitesFirst },
      env: {
        // A machine in the shop's zone must give the same results as one in UTC.
        TZ: 'Pacific/Chatham',
        PACKBENCH_TEST_BUNDLE: bundle,
        // Processes are started and killed again and again: what they load is compiled once, not every time.
        NODE_COMPILE_CACHE: join(bundle, 'compiled'),
      },
    },
  };
});
