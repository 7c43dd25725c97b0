import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { CHECKS, runAll } from './checks.mjs';
import { electronProblem } from './choose-host.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { Failure } from './failure.mjs';
import { inRoot } from './paths.mjs';
import { run, toolEnv } from './run.mjs';
import { runUsbGuest } from './usb-guest/run-guest.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, notRun: string[] }} SuiteResult
 * @typedef {{ name: string, onDemand?: string, run(node: string): Promise<SuiteResult> }} Suite `onDemand`: why it runs only
 *   when it is named, in words for the list of what did not run.
 */

/** @returns {SuiteResult} */
const result = (counts) => ({ passed: 0, failed: 0, skipped: 0, notRun: [], ...counts });

/** Static checks hold no tests: a failed one counts as failed, a passed one is not counted. @type {Suite} */
const check = {
  name: 'check',
  async run(node) {
    // The architecture tests are a suite of their own here, so that they are counted.
    const failed = await runAll(
      node,
      CHECKS.filter(({ name }) => name !== 'architecture'),
    );
    return result({ failed: failed.length });
  },
};

/** Devices and restarts take their time: these tests wait longer than they work, so a core has room for two. */
const WAITING_SUITES = ['contract', 'faults'];

/** @returns {Suite} */
const vitestSuite = (project) => ({
  name: project,
  run: (node) =>
    withReport(async (reportFile) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
      const workers = WAITING_SUITES.includes(project) ? [`--maxWorkers=${2 * availableParallelism()}`] : [];
      const args = [
        inRoot('node_modules', 'vitest', 'vitest.mjs'),
        'run',
        '--project',
        project,
        ...workers,
        ...reporters,
      ];
      const { code } = await run(node, args);
      const report = readReport(reportFile);
      const failed = report?.numFailedTests ?? 0;
      const isEmpty = report?.numTotalTests === 0 && code === 0;
      return result({
        notRun: isEmpty ? [`${project} (there are no tests)`] : [],
        passed: report?.numPassedTests ?? 0,
        // A file that does not load and an error outside of any test have no failed test, and are failures.
        failed: code !== 0 ? Math.max(failed, 1) : failed,
        skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
      });
    }),
});

/** What the tests of printing through the system's own queues call: their packages in Debian and its kin. */
const CUPS_TOOLS = {
  '/usr/sbin/cupsd': 'cups',
  '/usr/sbin/lpadmin': 'cups-client',
  '/usr/lib/cups/filter/pdftopdf': 'cups-filters',
  '/usr/bin/lprint': 'lprint',
  '/usr/bin/pdftoppm': 'poppler-utils',
  '/usr/bin/zbarimg': 'zbar-tools',
  '/usr/bin/dmtxread': 'dmtx-utils',
};

/** A suite that calls programs of the system; where one is missing it is not run. @returns {Suite} */
const onTools = (tools, suite) => ({
  ...suite,
  async run(node) {
    const missing = Object.keys(tools).filter((file) => !existsSync(file));
    if (missing.length === 0) return suite.run(node);
    const install = `apt install ${Object.values(tools).join(' ')}`;
    return result({ notRun: [`${suite.name} (${missing.join(', ')} not there: ${install})`] });
  },
});

/** Real print queues, somebody else's drivers and barcode readers. @type {Suite} */
const cups = onTools(CUPS_TOOLS, {
  name: 'cups',
  async run(node) {
    if (process.getuid?.() !== 0) return result({ notRun: ['cups (its scheduler wants to be started by root)'] });
    return vitestSuite('cups').run(node);
  },
});

/** Programs that share nothing with the writer of customs papers: their packages in Debian and its kin. */
const PAPER_TOOLS = {
  '/usr/bin/qpdf': 'qpdf',
  '/usr/bin/pdftotext': 'poppler-utils',
  '/usr/bin/mutool': 'mupdf-tools',
};

/** Every customs paper, held against other people's readers. */
const papers = onTools(PAPER_TOOLS, vitestSuite('papers'));

/** A suite that opens the built product: on a fresh clone it builds first. @returns {Suite} */
const onBuild = (suite) => ({
  ...suite,
  async run(node) {
    try {
      await ensureBuilt(node);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      console.log(error.message);
      return result({ failed: 1, notRun: [`${suite.name} (the build failed)`] });
    }
    return suite.run(node);
  },
});

/** The built product in a browser, and in Electron where its binary is. @type {Suite} */
const endToEnd = {
  name: 'e2e',
  async run(node) {
    const problem = electronProblem();
    const notRun = problem ? [`e2e on Electron (${problem})`] : [];
    if (!hasSpecs(inRoot('tests', 'e2e'))) return result({ notRun: ['e2e on Node (there are no specs)', ...notRun] });
    const browser = await ensureBrowser(node);
    if (!browser)
      return result({ failed: 1, notRun: ['e2e on Node (no browser could be found or installed)', ...notRun] });
    return withReport(async (reportFile) => {
      const env = toolEnv({ PACKBENCH_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile });
      const args = [inRoot('node_modules', '@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'];
      const { code } = await run(node, args, { env });
      const stats = readReport(reportFile)?.stats;
      // A flaky test failed once: retries are off, and would hide nothing here either.
      const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
      return result({
        passed: stats?.expected ?? 0,
        failed: code !== 0 ? Math.max(failed, 1) : failed,
        skipped: stats?.skipped ?? 0,
        notRun,
      });
    });
  },
};

/** @type {readonly Suite[]} */
export const SUITES = [
  check,
  vitestSuite('architecture'),
  vitestSuite('unit'),
  vitestSuite('contract'),
  onBuild(vitestSuite('integration')),
  vitestSuite('migrations'),
  vitestSuite('security'),
  vitestSuite('faults'),
  cups,
  papers,
  { name: 'usb', onDemand: 'takes about a minute; npm run test:usb', run: runUsbGuest },
  onBuild(endToEnd),
];

const hasSpecs = (folder) =>
  existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.spec.ts'));

async function withReport(work) {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-test-'));
  try {
    return await work(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
