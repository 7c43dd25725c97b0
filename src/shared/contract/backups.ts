import { z } from 'zod';
import { procedure } from '#shared/contract/procedure.ts';

export const BackupView = z.object({
  id: z.string(),
  path: z.string(),
  kind: z.string(),
  atMs: z.int(),
  /** Dated later than it is now: the PC's clock was ahead when it was made, or is behind. Its place in the list is right. */
  isAhead: z.boolean(),
  bytes: z.int(),
  verifiedAtMs: z.int().nullable(),
  failure: z.string().nullable(),
  /** Why a backup that is good itself has no copy at the second place, e.g. `ENOENT`. */
  copyFailure: z.string().nullable(),
});
export type BackupView = z.infer<typeof BackupView>;

export const backupsContract = {
  list: procedure('lead', 'GET', '/backups', 'Backups').output(z.object({ backups: z.array(BackupView) })),
  create: procedure('lead', 'POST', '/backups', 'Back up now').output(BackupView),
  check: procedure('lead', 'POST', '/backups/{id}/check', 'Open a backup and check it')
    .input(z.object({ id: z.string() }))
    .output(z.object({ ok: z.boolean(), detail: z.string(), orders: z.int().nullable() })),
  lastGood: procedure(
    'lead',
    'POST',
    '/backups/last-good',
    'Open backups, newest first, until one is whole; null when none is',
  ).output(z.object({ backup: BackupView, orders: z.int().nullable() }).nullable()),
  salvage: procedure(
    'admin',
    'POST',
    '/backups/salvage',
    'Copy what can be read of a damaged database into a sound file that can be restored',
  ).output(
    z.object({
      backup: BackupView,
      orders: z.int().nullable(),
      /** `lost` is null where not even the number of rows could be read. */
      tables: z.array(z.object({ name: z.string(), copied: z.int(), lost: z.int().nullable() })),
    }),
  ),
  restore: procedure(
    'admin',
    'POST',
    '/backups/{id}/restore',
    'Put a backup in place; the present state is kept for undo',
  )
    .input(z.object({ id: z.string() }))
    .output(z.object({ undoId: z.string() })),
};
