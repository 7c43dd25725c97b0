import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';
import { workerFiles } from './scripts/lib/bundling.mjs';
import { ensureTestBundle } from './scripts/lib/test-bundle.mjs';

/** Where the tests of each suite lie; beside them stands what they test, or the part of the tests that they test. */
const SUITES: Readonly<Record<string, readonly string[]>> = {
  unit: ['src/**/*.test.{ts,tsx}', 'tests/support/**/*.test.ts'],
  ...Object.fromEntries(
    ['architecture', 'contract', 'integration', 'migrations', 'security', 'faults', 'cups', 'papers'].map((name) => [
      name,
      [`tests/${name}/**/*.test.ts`],
    ]),
  ),
};

/** Tests of minutes: begun first, so that at the end no core waits for one of them. */
const LONGEST = ['faults/chain', 'faults/printing', 'papers', 'cups', 'faults', 'contract', 'integration'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((folder) => moduleId.includes(`/tests/${folder}/`));
      return place === -1 ? LONGEST.length : place;
    };
    return (await super.sort(files)).toSorted((left, right) => rank(left) - rank(right));
  }
}

/** Ends a test that hangs. Real processes, sockets and disks take their time on a small machine that does other work too. */
const SUITE_TIMEOUT_MS = 180_000;

/** These replace a module, and so want their modules to themselves. */
const ALONE: Readonly<Record<string, readonly string[]>> = {
  unit: ['src/preload/index.test.ts'],
  integration: ['tests/integration/host/electron-host.test.ts'],
};

/** These start programs in nearly every test, which takes a process that has loaded the whole product twice as long. */
const SPAWNING = ['papers', 'cups'];

/** Suites to run, `contract,faults`; all of them without it. */
const wanted = process.env['PACKBENCH_SUITES']?.split(',') ?? Object.keys(SUITES);
const filesOf = (suites: readonly string[], places: Readonly<Record<string, readonly string[]>> = SUITES): string[] =>
  suites.flatMap((suite) => places[suite] ?? []);

export default defineConfig(async () => {
  // Processes and threads that tests start come from here; what a test itself calls is transformed from its source.
  const bundle = await ensureTestBundle();
  // As code, and not as the path itself: Vitest keeps what it transformed for later runs, which have another bundle.
  const plugins = [workerFiles((worker) => `process.env.PACKBENCH_TEST_BUNDLE_URL + '/${worker}.js'`)];
  const limits = { testTimeout: SUITE_TIMEOUT_MS, hookTimeout: SUITE_TIMEOUT_MS };
  // Loading the product again for every file would take longer than most of their tests, and once for each suite longer than
  // the tests of some: one worker takes files of any of them.
  const together = {
    name: 'together',
    include: filesOf(wanted.filter((suite) => !SPAWNING.includes(suite))),
    exclude: ['tests/architecture/samples/**', ...Object.values(ALONE).flat()],
    isolate: false,
    ...limits,
  };
  const spawning = {
    name: 'spawning',
    include: filesOf(wanted.filter((suite) => SPAWNING.includes(suite))),
    isolate: false,
    ...limits,
  };
  const alone = { name: 'alone', include: filesOf(wanted, ALONE), ...limits };
  return {
    test: {
      // Browser tests belong to Playwright (tests/e2e).
      projects: [together, spawning, alone].map((test) => ({ plugins, test })),
      passWithNoTests: true,
      // Left to itself Vitest keeps one core free, which on a machine of two is half of it.
      maxWorkers: '100%',
      sequence: { sequencer: LongestFirst },
      env: {
        // A machine in the shop's zone must give the same results as one in UTC.
        TZ: 'Pacific/Chatham',
        PACKBENCH_TEST_BUNDLE: bundle,
        PACKBENCH_TEST_BUNDLE_URL: pathToFileURL(bundle).href,
        // Processes are started and killed again and again: what they load is compiled once, not every time.
        NODE_COMPILE_CACHE: join(bundle, 'compiled'),
      },
    },
  };
});
