import { CommanderError } from 'commander';
import { Command } from 'commander';
import { addCommand } from '#main/app/cli/add-command.ts';
import type { CliStreams } from '#main/app/cli/cli.ts';
import type { CliHost } from '#main/app/cli/cli-host.ts';
import { readCliTexts } from '#main/app/cli/cli-texts.ts';
import { relayCommand } from '#main/app/cli/commands/relay-command.ts';
import { EXIT } from '#main/app/cli/exit-codes.ts';
import type { ExitCode } from '#main/app/cli/exit-codes.ts';
import { languageOfPc, pickLanguage } from '#shared/i18n/languages.ts';

/** `relay.js serve …`: the relay command by itself, with nothing loaded that a host without screen and devices lacks. */
export async function runRelayAlone(
  words: readonly string[],
  around: {
    readonly host: Pick<CliHost, 'appVersion' | 'resourcesDir' | 'defaultDataDir'>;
    readonly streams: CliStreams;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): Promise<ExitCode> {
  const { env, host, streams } = around;
  const notHere = (): never => {
    throw new Error('the relay starts no workstation');
  };
  const asked = words[words.indexOf('--lang') + 1] ?? '';
  const language = words.includes('--lang') ? pickLanguage([asked]) : languageOfPc(env);
  const cli = {
    host: {
      ...host,
      start: notHere,
      serve: notHere,
      askRunning: notHere,
      openWindow: notHere,
      browser: { find: notHere, hasDisplay: notHere },
    },
    texts: readCliTexts(host.resourcesDir, language),
    streams,
    workingDir: process.cwd(),
    env,
  };
  let exitCode: ExitCode = EXIT.ok;
  const program = new Command('packbench').version(host.appVersion).exitOverride();
  addCommand(program, cli, relayCommand(cli), (code) => (exitCode = code));
  try {
    await program.parseAsync(['relay', ...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
}
