import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandShape, CommonOptions } from '#main/app/cli/add-command.ts';
import { wholeNumber } from '#main/app/cli/read-options.ts';

interface SimulateOptions extends CommonOptions {
  readonly platforms?: string;
  readonly port: number;
  readonly seed: number;
}

const MOST_SEED = 999_999_999;

/** `packbench simulate`: simulated platforms alone, with their control API, until Ctrl+C. */
export function simulateCommand(cli: Cli): CommandShape<SimulateOptions> {
  const { texts } = cli;
  return {
    name: 'simulate',
    hasData: false,
    shape: (command) =>
      command
        .option('--platforms <names>', texts('simulate.platforms'))
        .option('--port <number>', texts('simulate.port'), wholeNumber(0, 65_535), 0)
        .option('--seed <number>', texts('simulate.seed'), wholeNumber(0, MOST_SEED), 1),
    async run(_words, { platforms, port, seed }) {
      const { simulate } = await import('#main/app/cli/work/simulate.ts');
      return simulate(cli, { names: platforms?.split(',').map((name) => name.trim()) ?? null, port, seed });
    },
  };
}
