import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandShape, CommonOptions } from '#main/app/cli/add-command.ts';
import { EXIT } from '#main/app/cli/exit-codes.ts';
import { dataDirOf, wholeNumber } from '#main/app/cli/read-options.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface StartOptions extends CommonOptions {
  readonly port?: number;
  /** False with `--no-open`. */
  readonly open: boolean;
  readonly demo?: true;
}

/** What the host prints when it answers (start-node-host.ts). */
const READY = /^Packbench ready at (\S+)$/;

/** `packbench start`: the Node host with its window, until it is told to stop. */
export function startCommand(cli: Cli): CommandShape<StartOptions> {
  const { texts, streams, host } = cli;
  return {
    name: 'start',
    shape: (command) =>
      command
        .option('--port <number>', texts('start.port'), wholeNumber(1, 65_535))
        .option('--no-open', texts('start.noOpen'))
        .option('--demo', texts('start.demo')),
    async run(_words, options) {
      const words = ['--data', dataDirOf(cli, options)];
      if (options.port !== undefined) words.push('--port', String(options.port));
      if (!options.open) words.push('--no-open');
      if (options.demo) words.push('--demo');
      let isReady = false;
      const { exitCode, refusal } = await host.start(words, (line) => {
        const url = READY.exec(line)?.[1];
        isReady ||= url !== undefined;
        if (!options.json) streams.out(`${line}\n`);
        else if (url !== undefined) streams.out(`${JSON.stringify({ ok: true, url })}\n`);
      });
      const isWell = exitCode === 0;
      // To a person the host has said itself why it could not start.
      if (options.json && !isWell && !isReady) throw refusal ?? new AppError('ERR_HOST_INTERNAL', { detail: 'exit' });
      return { ok: isWell, data: {}, lines: [], isPrinted: true, exitCode: isWell ? EXIT.ok : EXIT.couldNotRun };
    },
  };
}
