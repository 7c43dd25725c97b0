import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandShape, CommonOptions } from '#main/app/cli/add-command.ts';
import { pathOf, wholeNumber } from '#main/app/cli/read-options.ts';

interface DemoOptions extends CommonOptions {
  readonly orders: number;
  readonly out: string;
  readonly seed: number;
  readonly benches: number;
  readonly keep?: true;
}

const DEFAULTS = { orders: 40, out: 'packbench-demo', seed: 1, benches: 4 } as const;
const MOST_ORDERS = 5_000;
const MOST_BENCHES = 8;
const MOST_SEED = 999_999_999;

/** `packbench demo`: the whole chain from order to label against simulators, without a window, with proofs. */
export function demoCommand(cli: Cli): CommandShape<DemoOptions> {
  const { texts } = cli;
  return {
    name: 'demo',
    hasData: false,
    shape: (command) =>
      command
        .option('--orders <number>', texts('demo.orders'), wholeNumber(1, MOST_ORDERS), DEFAULTS.orders)
        .option('--out <dir>', texts('demo.out'), DEFAULTS.out)
        .option('--seed <number>', texts('demo.seed'), wholeNumber(0, MOST_SEED), DEFAULTS.seed)
        .option('--benches <number>', texts('demo.benches'), wholeNumber(1, MOST_BENCHES), DEFAULTS.benches)
        .option('--keep', texts('demo.keep')),
    async run(_words, { orders, seed, benches, out, keep }) {
      const { demo } = await import('#main/app/cli/work/demo.ts');
      return demo(cli, { orders, seed, benches, outDir: pathOf(cli, out), keep: keep === true });
    },
  };
}
