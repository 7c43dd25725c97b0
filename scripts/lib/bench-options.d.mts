export interface BenchOptions {
  readonly help: boolean;
  /** Orders stored while the paths run. */
  readonly orders: number;
  readonly json: boolean;
  /** Beginning of the paths to run; null for all. */
  readonly only: string | null;
  /** A data folder that is kept and used again by the next run with as many orders; null for one that is deleted. */
  readonly keep: string | null;
  readonly seed: number;
}

export function readBenchOptions(words: readonly string[]): BenchOptions;
