import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandShape, CommonOptions } from '#main/app/cli/add-command.ts';
import { dataDirOf } from '#main/app/cli/read-options.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface OpenOptions extends CommonOptions {
  /** False with `--no-open`. */
  readonly open: boolean;
}

/** `packbench open`: one more window, or a code for another browser, of the workstation that runs already. */
export function openCommand(cli: Cli): CommandShape<OpenOptions> {
  return {
    name: 'open',
    shape: (command) => command.option('--no-open', cli.texts('open.noOpen')),
    async run(_words, options) {
      const dataDir = dataDirOf(cli, options);
      const ticket = await cli.host.askRunning(dataDir);
      if (!ticket) throw new AppError('ERR_HOST_NOT_RUNNING', { dataDir });
      const isOpened = options.open && cli.host.openWindow(ticket, dataDir);
      const { url, code, signInUrl } = ticket;
      const hint = cli.texts(isOpened ? 'open.opened' : 'open.address', { url, code });
      return { ok: true, data: { url, signInUrl, code, opened: isOpened }, lines: [hint] };
    },
  };
}
