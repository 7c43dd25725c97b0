import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Orders stored while the paths run. */
  readonly orders: number;
  readonly json: boolean;
  /** Beginning of the paths to run; null for all. */
  readonly only: string | null;
  /** A data folder that is kept and used again by the next run with as many orders; null for one that is deleted. */
  readonly keep: string | null;
  readonly seed: number;
}

const DEFAULT_ORDERS = 100_000;

/** Reads `--json --orders N --only PATH --keep DIR --seed N`. @throws TypeError for anything else */
export function readOptions(words: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      json: { type: 'boolean', default: false },
      orders: { type: 'string' },
      only: { type: 'string' },
      keep: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  return {
    orders: wholeNumber('orders', values.orders, DEFAULT_ORDERS),
    json: values.json,
    only: values.only ?? null,
    keep: values.keep ?? null,
    seed: wholeNumber('seed', values.seed, 1),
  };
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new TypeError(`--${name} wants a whole number above 0, not ${text}`);
  return value;
}
