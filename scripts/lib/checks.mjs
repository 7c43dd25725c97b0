import { availableParallelism } from 'node:os';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

const tool = (...parts) => inRoot('node_modules', ...parts);

/** Every check: name, what it runs on the pinned Node. The longest come first, so that no core idles at the end. */
export const CHECKS = [
  { name: 'types', args: [tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'] },
  {
    name: 'architecture',
    args: [tool('vitest', 'vitest.mjs'), 'run', 'tests/architecture/', '--reporter', 'dot'],
  },
  { name: 'dead code', args: [tool('knip', 'bin', 'knip.js'), '--no-progress'] },
  { name: 'lint', args: [tool('oxlint', 'bin', 'oxlint'), '--deny-warnings'] },
  { name: 'format', args: [tool('oxfmt', 'bin', 'oxfmt'), '--check'] },
];

/**
 * Runs checks side by side, one per core, and prints each with its output as soon as it failed.
 * @param {string} node
 * @param {readonly { name: string, args: readonly string[] }[]} checks
 * @param {{ givesWay?: boolean }} [options] see `run`
 * @returns {Promise<string[]>} names of those that failed
 */
export async function runAll(node, checks, { givesWay = false } = {}) {
  const waiting = [...checks];
  const failed = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const startedAt = Date.now();
      const { code, output } = await run(node, check.args, { quiet: true, givesWay });
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      if (code !== 0) failed.push(check.name);
      if (code !== 0) console.log(output.trimEnd());
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), checks.length) }, worker));
  return failed;
}
