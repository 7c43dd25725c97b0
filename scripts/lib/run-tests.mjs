import { rmSync } from 'node:fs';
import { Failure, runMain } from './failure.mjs';
import { prepare } from './prepare.mjs';
import { runSuites, SUITES } from './suites.mjs';
import { makeTestFolder } from './test-folder.mjs';

const HELP = `Usage: npm test -- [--only suite,suite]

Suites: ${SUITES.map(({ name }) => name).join(', ')}
Only when named: ${SUITES.filter(({ onDemand }) => onDemand)
  .map(({ name, onDemand }) => `${name} (${onDemand})`)
  .join(', ')}`;

/** @param {readonly string[]} argv */
function readWanted(argv) {
  const names = SUITES.map(({ name }) => name);
  const [option, list, ...rest] = argv.flatMap((word) => word.split(/=(.*)/s)).filter(Boolean);
  if (option === undefined) return SUITES.filter(({ onDemand }) => !onDemand).map(({ name }) => name);
  if (option === '--help') return [];
  const wanted = option === '--only' && list ? list.split(',') : [];
  const unknown = wanted.filter((name) => !names.includes(name));
  if (wanted.length === 0 || unknown.length > 0 || rest.length > 0) {
    throw new Failure(
      `${unknown.length > 0 ? `unknown suite ${unknown.join(', ')}` : 'unknown option'}.\n\n${HELP}`,
      2,
    );
  }
  return wanted;
}

/** @param {readonly string[]} argv */
export const runTests = (argv) =>
  runMain(async () => {
    const wanted = readWanted(argv);
    if (wanted.length === 0) return void console.log(HELP);

    const node = await prepare({ build: false });
    const total = { passed: 0, failed: 0, skipped: 0 };
    const isEverything = argv.length === 0;
    const notRun = SUITES.filter(({ onDemand }) => isEverything && onDemand).map(
      ({ name, onDemand }) => `${name} (${onDemand})`,
    );
    const folder = makeTestFolder();
    // Everything that is started from here on takes it from the environment.
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
    const results = await runSuites(node, wanted).finally(() => rmSync(folder, { recursive: true, force: true }));
    console.log();
    for (const { name } of SUITES) {
      const counts = results.get(name);
      if (!counts) continue;
      notRun.push(...counts.notRun);
      for (const key of Object.keys(total)) total[key] += counts[key];
      console.log(`${name}: ${sum(counts)}`);
    }
    console.log();
    for (const line of notRun) console.log(`not run: ${line}`);
    console.log(sum(total));
    return total.failed > 0 ? 1 : 0;
  });

const sum = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
