import { Option } from 'commander';
import type { Command } from 'commander';
import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { settle } from '#main/app/cli/settle-command.ts';
import type { ExitCode } from '#main/app/cli/exit-codes.ts';
import { LANGUAGES } from '#shared/i18n/languages.ts';

/** One command of the program: options and arguments come from `shape`, the work from `run`. */
export interface CommandShape<Options> {
  readonly name: string;
  /** Adds arguments and options. */
  readonly shape: (command: Command) => void;
  /** Commands that work on no stored data have no `--data`. */
  readonly hasData?: boolean;
  /** @throws AppError (exit code 3), UsageError (exit code 2) */
  readonly run: (words: readonly string[], options: Options) => Promise<CommandResult>;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly json?: true;
  readonly data?: string;
}

/** Adds a command with its help text, `--data`, `--json` and `--lang`; its outcome goes to `onDone` as an exit code. */
export function addCommand<Options extends CommonOptions>(
  program: Command,
  cli: Cli,
  { name, shape, hasData = true, run }: CommandShape<Options>,
  onDone: (code: ExitCode) => void,
): void {
  const { texts } = cli;
  const command = program.command(name).description(texts(`${name}.about`));
  shape(command);
  if (hasData) command.option('--data <dir>', texts('common.data', { dir: cli.host.defaultDataDir }));
  command
    .option('--json', texts('common.json'))
    .addOption(new Option('--lang <language>', texts('common.lang')).choices(LANGUAGES))
    .helpOption('-h, --help', texts('common.help'))
    .action(async (...given: unknown[]) => {
      const words = given.slice(0, -2).flatMap((word) => (typeof word === 'string' ? [word] : []));
      // `--json` counts also where it stands before the command.
      const options = command.optsWithGlobals<Options>();
      onDone(await settle(cli, options.json === true, () => run(words, options)));
    });
}
