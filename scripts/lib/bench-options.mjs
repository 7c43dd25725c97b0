import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from './failure.mjs';

export const BENCH_HELP = `Usage: npm run bench -- [options]

  --json        print the rows as JSON instead of a table (npm's own lines stay away with npm run -s bench)
  --orders N    how many orders are stored while the paths run (default: 100000)
  --only PATH   only the paths that begin so, e.g. orders or packing/scan-to-verdict
  --keep DIR    a data folder that is kept and used again by the next run with as many orders
  --seed N      another set of data (default: 1)
  --help        this text

Exit code 0: every budget is held; 1: one is not, or a path could not be measured; 2: an option is wrong.`;

const DEFAULT_ORDERS = 100_000;

/**
 * Reads the options of `npm run bench`, before anything is built for it.
 * @param {readonly string[]} words
 * @throws {Failure} for an unknown option or an impossible value (exit code 2).
 */
export function readBenchOptions(words) {
  const values = parse(words);
  return {
    help: values.help ?? false,
    orders: wholeNumber('orders', values.orders, DEFAULT_ORDERS),
    json: values.json ?? false,
    only: values.only ?? null,
    // npm changes the working folder; INIT_CWD is where the person typed the command.
    keep: values.keep === undefined ? null : resolve(process.env.INIT_CWD ?? '.', values.keep),
    seed: wholeNumber('seed', values.seed, 1),
  };
}

const wrong = (what) => new Failure(`${what}.\n\n${BENCH_HELP}`, 2);

function parse(words) {
  try {
    const options = {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      orders: { type: 'string' },
      only: { type: 'string' },
      keep: { type: 'string' },
      seed: { type: 'string' },
    };
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    // Node's own words: which option, and what is wrong with it.
    throw wrong(error.message.replace(/\.$/, ''));
  }
}

function wholeNumber(name, text, fallback) {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw wrong(`--${name} wants a whole number above 0, not "${text}"`);
  return value;
}
