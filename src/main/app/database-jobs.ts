import { z } from 'zod';
import { ERASE_TOPIC } from '#main/app/privacy-jobs.ts';
import { ARCHIVE_TOPIC } from '#main/app/customs-papers-jobs.ts';
import { defineJob, JOB_DONE } from '#main/app/jobs.ts';
import type { RegisteredJob } from '#main/app/jobs.ts';
import { deleteFinishedJobs } from '#main/db/repos/jobs-repo.ts';
import { saveSchedule } from '#main/db/repos/schedules-repo.ts';
import { createBackupNow } from '#main/usecases/backup/create-backup.ts';
import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import { forgetPreviews } from '#main/usecases/imports/forget-previews.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const BACKUP_TOPIC = 'backup.create';
export const PRUNE_TOPIC = 'jobs.prune';

const DAY_MS = 86_400_000;
/** Finished jobs stay this long for the jobs screen, and keep their keys from being used twice. */
const FINISHED_JOBS_KEPT_MS = 30 * DAY_MS;
/** A backup of a large file takes minutes; its lease is renewed meanwhile. */
const BACKUP_LEASE_MS = 120_000;

/** Jobs that look after the database itself. */
export function databaseJobs(ctx: UseCaseContext, files: BackupFiles): RegisteredJob[] {
  return [
    defineJob({
      topic: BACKUP_TOPIC,
      payloadSchema: z.object({ kind: z.enum(['scheduled', 'manual']) }),
      leaseMs: BACKUP_LEASE_MS,
      async run({ traceId }, payload, job) {
        const actor = { kind: 'system', id: 'backup', name: 'backup' } as const;
        try {
          await createBackupNow(ctx, files, payload, { actor, source: `job:${job.key}`, traceId });
        } catch (error) {
          // A backup fills what room there is before it fails: it comes again with its schedule, and not after half a minute.
          if (error instanceof AppError) return { kind: 'park', code: error.code, data: error.data };
          throw error;
        }
        return JOB_DONE;
      },
    }),
    defineJob({
      topic: PRUNE_TOPIC,
      payloadSchema: z.object({}),
      async run() {
        ctx.db.transaction((tx) => deleteFinishedJobs(tx, ctx.clock.nowMs() - FINISHED_JOBS_KEPT_MS));
        await forgetPreviews(ctx);
        return JOB_DONE;
      },
    }),
  ];
}

/** Writes the schedules as the settings have them; call at start and when `backupIntervalMs` changes. */
export function saveDatabaseSchedules(ctx: UseCaseContext): void {
  ctx.db.transaction((tx) => {
    const nowMs = ctx.clock.nowMs();
    const backup = { name: BACKUP_TOPIC, topic: BACKUP_TOPIC, payload: { kind: 'scheduled' }, enabled: true };
    saveSchedule(tx, { ...backup, intervalMs: readSetting(tx, 'backupIntervalMs') }, nowMs);
    for (const topic of [ERASE_TOPIC, ARCHIVE_TOPIC, PRUNE_TOPIC])
      saveSchedule(tx, { name: topic, topic, payload: {}, intervalMs: DAY_MS, enabled: true }, nowMs);
  });
}
