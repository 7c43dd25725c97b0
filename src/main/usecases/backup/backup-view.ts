import type { BackupRow } from '#main/db/repos/backups-repo.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import type { DataFolder } from '#main/db/data-folder.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { BackupView } from '#shared/contract/backups.ts';

/** What use cases of backups need beside the context: where files lie and what opens them. */
export interface BackupFiles {
  readonly folder: DataFolder;
  /** The database key; backups are enciphered with it too. */
  readonly key: Uint8Array;
  /** Told when making a backup found a page that cannot be read: it reads them all, and often is the first to. */
  readonly onDamage?: (problem: AppError) => void;
}

/** Stands before the reason where the backup itself is good and only its copy at the second place is missing. */
export const COPY_FAILED = 'second_location ';

/** Clocks differ by a little all the time. */
const CLOCK_TOLERANCE_MS = 60_000;

export function backupView(row: BackupRow, { clock }: Pick<UseCaseContext, 'clock'>): BackupView {
  return {
    id: row.id,
    path: row.path,
    kind: row.kind,
    atMs: row.at_ms,
    isAhead: row.at_ms > clock.nowMs() + CLOCK_TOLERANCE_MS,
    bytes: row.bytes,
    verifiedAtMs: row.verified_at_ms,
    failure: row.failure,
    copyFailure: row.failure?.startsWith(COPY_FAILED) ? row.failure.slice(COPY_FAILED.length) : null,
  };
}
