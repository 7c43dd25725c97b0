import { Command, CommanderError, Help, Option } from 'commander';
import { addCommand } from '#main/app/cli/add-command.ts';
import type { CommandShape, CommonOptions } from '#main/app/cli/add-command.ts';
import type { Cli, CliStreams } from '#main/app/cli/cli.ts';
import type { CliHost } from '#main/app/cli/cli-host.ts';
import { readCliTexts } from '#main/app/cli/cli-texts.ts';
import { backupCommand } from '#main/app/cli/commands/backup-command.ts';
import { demoCommand } from '#main/app/cli/commands/demo-command.ts';
import { doctorCommand } from '#main/app/cli/commands/doctor-command.ts';
import { exportCommand } from '#main/app/cli/commands/export-command.ts';
import { importCommand } from '#main/app/cli/commands/import-command.ts';
import { openCommand } from '#main/app/cli/commands/open-command.ts';
import { relayCommand } from '#main/app/cli/commands/relay-command.ts';
import { restoreCommand } from '#main/app/cli/commands/restore-command.ts';
import { simulateCommand } from '#main/app/cli/commands/simulate-command.ts';
import { startCommand } from '#main/app/cli/commands/start-command.ts';
import { verifyCommand } from '#main/app/cli/commands/verify-command.ts';
import { EXIT } from '#main/app/cli/exit-codes.ts';
import { explainUsage } from '#main/app/cli/explain-usage.ts';
import type { ExitCode } from '#main/app/cli/exit-codes.ts';
import { LANGUAGES, isLanguage, languageOfPc } from '#shared/i18n/languages.ts';
import type { Language } from '#shared/i18n/languages.ts';

export interface CliSurroundings {
  readonly host: CliHost;
  readonly streams: CliStreams;
  readonly workingDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Runs `packbench <words>`. Never throws: what went wrong is printed and stands in the exit code. */
export async function runCli(words: readonly string[], around: CliSurroundings): Promise<ExitCode> {
  const cli: Cli = { ...around, texts: readCliTexts(around.host.resourcesDir, languageOf(words, around.env)) };
  let exitCode: ExitCode = EXIT.ok;
  const program = describeProgram(cli, (code) => (exitCode = code));
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return usageExit(cli, words, error);
  }
}

/** The whole command line, its help included. */
export function describeProgram(cli: Cli, onDone: (code: ExitCode) => void): Command {
  const { texts, host, streams } = cli;
  const described = new Help();
  // Commander adds what may stand there and what stands there unasked, in English.
  const inWords = (text: string): string =>
    text.replace('choices: ', texts('helpWords.choices')).replace('default: ', texts('helpWords.default'));
  const program = new Command('packbench')
    .description(texts('about'))
    .version(host.appVersion, '-V, --version', texts('common.version'))
    .helpOption('-h, --help', texts('common.help'))
    .helpCommand('help [command]', texts('common.helpCommand'))
    .addOption(new Option('--lang <language>', texts('common.lang')).choices(LANGUAGES))
    .option('--json', texts('common.json'))
    .addHelpText('after', `\n${texts('exitCodes')}`)
    .exitOverride()
    // Mistakes are told below, in the reader's language.
    .configureOutput({
      writeOut: (text) => streams.out(text),
      writeErr: (text) => streams.err(text),
      outputError: () => {},
    })
    .configureHelp({
      styleTitle: (title) => texts(`helpTitles.${title.replace(':', '')}`),
      optionDescription: (option) => inWords(described.optionDescription(option)),
      argumentDescription: (argument) => inWords(described.argumentDescription(argument)),
    });
  const add = <Options extends CommonOptions>(shape: CommandShape<Options>): void =>
    addCommand(program, cli, shape, onDone);
  add(startCommand(cli));
  add(openCommand(cli));
  add(demoCommand(cli));
  add(simulateCommand(cli));
  add(importCommand(cli));
  add(backupCommand(cli));
  add(restoreCommand(cli));
  add(verifyCommand(cli));
  add(exportCommand(cli));
  add(doctorCommand(cli));
  add(relayCommand(cli));
  return program;
}

/** Asking for help or the version is no mistake. A mistake is told like every other failure, with `--json` as JSON. */
function usageExit({ streams, texts }: Cli, words: readonly string[], error: CommanderError): ExitCode {
  if (error.exitCode === 0) return EXIT.ok;
  if (words.length === 0) return EXIT.usage;
  const failure = {
    code: 'USAGE',
    title: explainUsage(texts, error),
    advice: texts('usage.seeHelp'),
    data: { reason: error.code },
  };
  if (words.includes('--json'))
    streams.out(`${JSON.stringify({ ok: false, exitCode: EXIT.usage, error: failure }, null, 2)}\n`);
  else streams.err(`packbench: ${failure.title}\n${failure.advice}\n(${failure.code})\n`);
  return EXIT.usage;
}

/** `--lang`, else the language of the terminal. */
function languageOf(words: readonly string[], env: CliSurroundings['env']): Language {
  const index = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = words[index]?.startsWith('--lang=') ? words[index].slice('--lang='.length) : words[index + 1];
  if (index >= 0 && isLanguage(asked)) return asked;
  return languageOfPc(env);
}
