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
      { givesWay: true },
    );
    return result({ failed: failed.length });
  },
};

/**
 * The suites of Vitest. They run as one, so that cores which wait in one suite work on another.
 * @typedef {{ name: string, needsBuild?: boolean, problem?(): string | null }} Project `problem` tells why it cannot run here.
 */

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

/** @param {Record<string, string>} tools programs of the system and the packages that bring them */
function missingTools(tools) {
  const missing = Object.keys(tools).filter((file) => !existsSync(file));
  if (missing.length === 0) return null;
  return `${missing.join(', ')} not there: apt install ${Object.values(tools).join(' ')}`;
}

/** Programs that share nothing with the writer of customs papers: their packages in Debian and its kin. */
const PAPER_TOOLS = {
  '/usr/bin/qpdf': 'qpdf',
  '/usr/bin/pdftotext': 'poppler-utils',
  '/usr/bin/mutool': 'mupdf-tools',
};

/** @type {readonly Project[]} */
const PROJECTS = [
  { name: 'architecture' },
  { name: 'unit' },
  { name: 'contract' },
  { name: 'integration', needsBuild: true },
  { name: 'migrations' },
  { name: 'security' },
  { name: 'faults' },
  // Real print queues, somebody else's drivers and barcode readers.
  {
    name: 'cups',
    problem: () =>
      missingTools(CUPS_TOOLS) ?? (process.getuid?.() === 0 ? null : 'its scheduler wants to be started by root'),
  },
  // Every customs paper, held against other people's readers.
  { name: 'papers', problem: () => missingTools(PAPER_TOOLS) },
];

/**
 * Devices, restarts and other processes are waited for twice as long as a core works: two workers keep three quarters of a core
 * busy, three keep nearly nine tenths.
 */
const WORKERS = 3 * availableParallelism();

/**
 * @param {string} node
 * @param {readonly Project[]} projects
 * @returns {Promise<Map<string, SuiteResult>>}
 */
async function runProjects(node, projects) {
  const results = new Map(projects.map(({ name }) => [name, result({})]));
  const isBuilt = projects.some(({ needsBuild }) => needsBuild) ? await builds(node) : true;
  const ready = projects.filter(({ name, needsBuild, problem }) => {
    const notRun = needsBuild && !isBuilt ? 'the build failed' : problem?.();
    if (notRun) results.set(name, result({ failed: isBuilt ? 0 : 1, notRun: [`${name} (${notRun})`] }));
    return !notRun;
  });
  if (ready.length > 0) await withReport((file) => runVitest(node, ready, results, file));
  return results;
}

/** Adds what each project's tests came to. */
async function runVitest(node, projects, results, reportFile) {
  const args = [
    inRoot('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    `--maxWorkers=${WORKERS}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
  ];
  const env = toolEnv({ PACKBENCH_SUITES: projects.map(({ name }) => name).join() });
  const { code } = await run(node, args, { env });
  const files = readReport(reportFile)?.testResults ?? [];
  for (const file of files) {
    const counts = results.get(projectOf(file.name));
    const count = (...states) => file.assertionResults.filter(({ status }) => states.includes(status)).length;
    counts.passed += count('passed');
    // A file that does not load has no failed test, and is a failure.
    counts.failed += Math.max(count('failed'), file.status === 'failed' ? 1 : 0);
    counts.skipped += count('pending', 'skipped', 'todo', 'disabled');
  }
  for (const { name } of projects) {
    if (code === 0 && !files.some((file) => projectOf(file.name) === name))
      results.get(name).notRun.push(`${name} (there are no tests)`);
  }
  // So is an error outside of any test.
  const failed = projects.some(({ name }) => results.get(name).failed > 0);
  if (code !== 0 && !failed) results.get(projects[0].name).failed += 1;
}

/** Tests beside what they test, and those of the tests' own parts, are units: see vitest.config.ts. @param {string} file */
function projectOf(file) {
  const [, folder] = /[\\/]tests[\\/](\w+)[\\/]/.exec(file.slice(inRoot().length)) ?? [];
  return folder === undefined || folder === 'support' || folder === 'bench' ? 'unit' : folder;
}

/** Whether the product could be built; on a fresh clone this builds it. */
async function builds(node) {
  try {
    await ensureBuilt(node);
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.log(error.message);
    return false;
  }
}

/** The built product in a browser, and in Electron where its binary is. @type {Suite} */
const endToEnd = {
  name: 'e2e',
  async run(node) {
    if (!(await builds(node))) return result({ failed: 1, notRun: ['e2e (the build failed)'] });
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

/** @type {Suite} */
const usb = { name: 'usb', onDemand: 'takes about a minute; npm run test:usb', run: runUsbGuest };

/** Every suite, in the order in which they are told of. @type {readonly { name: string, onDemand?: string }[]} */
export const SUITES = [check, ...PROJECTS, usb, endToEnd];

/**
 * Runs suites. Browser tests come last: they are the ones that a person would see stutter. The static checks take what all others
 * leave of the processor, from the beginning: begun later, the longest of them outlasts the browser tests on a core of its own.
 * @param {string} node
 * @param {readonly string[]} names
 * @returns {Promise<Map<string, SuiteResult>>}
 */
export async function runSuites(node, names) {
  const results = new Map();
  const alone = async (suite) => {
    if (!names.includes(suite.name)) return;
    console.log(`\n== ${suite.name}`);
    results.set(suite.name, await suite.run(node));
  };
  const projects = PROJECTS.filter(({ name }) => names.includes(name));
  const together = async () => {
    for (const [name, counts] of await runProjects(node, projects)) results.set(name, counts);
  };
  const inTurn = async () => {
    await together();
    await alone(usb);
    await alone(endToEnd);
  };
  await Promise.all([alone(check), inTurn()]);
  return results;
}

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
