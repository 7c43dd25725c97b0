import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandShape, CommonOptions } from '#main/app/cli/add-command.ts';
import { UsageError } from '#main/app/cli/command-result.ts';
import { dataDirOf } from '#main/app/cli/read-options.ts';

interface RestoreOptions extends CommonOptions {
  readonly undo?: true;
  readonly check?: true;
}

/** `packbench restore <backup>`: swaps a checked backup in and keeps what was there, so that `--undo` brings it back. */
export function restoreCommand(cli: Cli): CommandShape<RestoreOptions> {
  return {
    name: 'restore',
    shape: (command) =>
      command
        .argument('[backup]', cli.texts('restore.backup'))
        .option('--undo', cli.texts('restore.undo'))
        .option('--check', cli.texts('restore.check')),
    async run([wanted], options) {
      if (options.undo && options.check) throw new UsageError('undoOrCheck');
      if (options.undo && wanted !== undefined) throw new UsageError('undoTakesNoBackup');
      if (!options.undo && wanted === undefined) throw new UsageError('backupMissing');
      const { checkBackup, restore } = await import('#main/app/cli/work/restore.ts');
      const dataDir = dataDirOf(cli, options);
      return options.check ? checkBackup(cli, dataDir, wanted ?? '') : restore(cli, dataDir, wanted ?? null);
    },
  };
}
