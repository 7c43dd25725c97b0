import { CHECKS, runAll } from './checks.mjs';
import { Failure, runMain } from './failure.mjs';
import { prepare } from './prepare.mjs';

/** @param {readonly string[]} argv Names of checks; all when there is none. */
export const runChecks = (argv) =>
  runMain(async () => {
    const known = CHECKS.map(({ name }) => name);
    const wanted = argv.flatMap((word) => word.split(','));
    const unknown = wanted.find((name) => !known.includes(name));
    if (unknown) throw new Failure(`unknown check "${unknown}"; there are: ${known.join(', ')}.`, 2);

    const node = await prepare({ build: false });
    const failed = await runAll(
      node,
      wanted.length === 0 ? CHECKS : CHECKS.filter(({ name }) => wanted.includes(name)),
    );
    if (failed.length > 0) throw new Failure(`failed: ${failed.join(', ')}`);
  });
