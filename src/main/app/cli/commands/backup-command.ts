import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandShape, CommonOptions } from '#main/app/cli/add-command.ts';
import { dataDirOf } from '#main/app/cli/read-options.ts';

interface BackupOptions extends CommonOptions {
  readonly list?: true;
}

/** `packbench backup`: writes and reads through one backup, or lists those that there are. */
export function backupCommand(cli: Cli): CommandShape<BackupOptions> {
  return {
    name: 'backup',
    shape: (command) => command.option('--list', cli.texts('backup.list')),
    async run(_words, options) {
      const dataDir = dataDirOf(cli, options);
      if (options.list) return (await import('#main/app/cli/work/list-backups.ts')).listBackups(cli, dataDir);
      return (await import('#main/app/cli/work/back-up.ts')).backUp(cli, dataDir);
    },
  };
}
