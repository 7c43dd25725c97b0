import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { openStoredData, requireWritable } from '#main/app/cli/open-stored-data.ts';
import { createBackupNow } from '#main/usecases/backup/create-backup.ts';

/** Writes one backup and reads it through. */
export async function backUp(cli: Cli, dataDir: string): Promise<CommandResult> {
  const data = await openStoredData(cli, dataDir);
  try {
    requireWritable(data);
    const backup = await createBackupNow(data.context, data.files, { kind: 'manual' }, data.act);
    const warning = backup.failure === null ? [] : [cli.texts('backup.secondPlaceFailed', { reason: backup.failure })];
    return {
      ok: backup.failure === null,
      data: { backup },
      lines: [cli.texts('backup.made', { path: backup.path, bytes: backup.bytes }), ...warning],
    };
  } finally {
    data.close();
  }
}
