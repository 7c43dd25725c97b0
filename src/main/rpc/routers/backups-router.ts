import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { checkBackup } from '#main/usecases/backup/check-backup.ts';
import { createBackupNow } from '#main/usecases/backup/create-backup.ts';
import { findLastGoodBackup } from '#main/usecases/backup/find-last-good-backup.ts';
import { listBackups } from '#main/usecases/backup/list-backups.ts';
import { restoreBackup } from '#main/usecases/backup/restore-backup.ts';
import { salvageDamaged } from '#main/usecases/backup/salvage-damaged.ts';

export const backupsRouter = base.backups.router({
  list: base.backups.list.handler(({ context: { services } }) => ({
    backups: listBackups(services.context, services.safety.files),
  })),
  create: base.backups.create.handler(({ context }) => {
    const { services } = context;
    return createBackupNow(services.context, services.safety.files, { kind: 'manual' }, actOf(context));
  }),
  check: base.backups.check.handler(({ input, context: { services } }) =>
    checkBackup(services.context, services.safety.files, input.id),
  ),
  lastGood: base.backups.lastGood.handler(({ context: { services } }) =>
    findLastGoodBackup(services.context, services.safety.files),
  ),
  salvage: base.backups.salvage.handler(({ context }) => {
    const { context: ctx, safety, platform } = context.services;
    return salvageDamaged(ctx, safety.files, platform.appVersion, actOf(context));
  }),
  restore: base.backups.restore.handler(async ({ input, context }) => {
    const { services } = context;
    const planned = await restoreBackup(services.context, services.safety.files, input.id, actOf(context));
    // The restore itself happens before the next run opens the database.
    services.safety.restart();
    return planned;
  }),
});
