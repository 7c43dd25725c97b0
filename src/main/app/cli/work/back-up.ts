import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { openStoredData, requireWritable } from '#main/app/cli/open-stored-data.ts';
import { createBackupNow } from '#main/usecases/backup/create-backup.ts';
import { listBackups } from '#main/usecases/backup/list-backups.ts';
import type { BackupView } from '#shared/contract/backups.ts';

/** Writes one backup, or lists those that there are. */
export async function backUp(cli: Cli, dataDir: string, isList: boolean): Promise<CommandResult> {
  const data = await openStoredData(cli, dataDir);
  try {
    requireWritable(data);
    if (isList) {
      const backups = listBackups(data.context, data.files);
      return { ok: true, data: { backups }, lines: backups.map((backup) => describeBackup(cli, backup)) };
    }
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

/** One line of the list; the time is UTC, since a terminal has no shop zone. */
function describeBackup({ texts }: Cli, { path, kind, atMs, bytes, failure }: BackupView): string {
  return texts(failure === null ? 'backup.line' : 'backup.lineFailed', {
    at: new Date(atMs).toISOString().slice(0, 19).replace('T', ' '),
    kind: texts(`safety.backup.kind.${kind}`),
    megabytes: Math.max(0.1, Math.round(bytes / 100_000) / 10),
    path,
    failure: failure ?? '',
  });
}
