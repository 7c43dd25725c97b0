import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { databaseJobs, BACKUP_TOPIC, saveDatabaseSchedules } from '#main/app/database-jobs.ts';
import { createJobEngine } from '#main/app/job-engine.ts';
import { openDataFolder } from '#main/db/data-folder.ts';
import { listBackupFiles } from '#main/db/backup-files.ts';
import { finishRestore } from '#main/db/restore.ts';
import { openDatabase } from '#main/db/open.ts';
import { findJobByKey } from '#main/db/repos/jobs-repo.ts';
import { listAudit } from '#main/usecases/audit/list-audit.ts';
import { checkBackup } from '#main/usecases/backup/check-backup.ts';
import { createBackupNow } from '#main/usecases/backup/create-backup.ts';
import { findLastGoodBackup } from '#main/usecases/backup/find-last-good-backup.ts';
import { listBackups } from '#main/usecases/backup/list-backups.ts';
import { restoreBackup } from '#main/usecases/backup/restore-backup.ts';
import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import { fillOrders } from '#tests/support/fill-database.ts';
import { openTestContext, TEST_ACT } from '#tests/support/test-context.ts';

const HOUR_MS = 3_600_000;

function openBench() {
  const ctx = openTestContext();
  const folder = openDataFolder(ctx.test.dir);
  fillOrders(ctx.db, 4);
  return { ctx, files: { folder, key: ctx.test.key }, [Symbol.dispose]: () => ctx[Symbol.dispose]() };
}

describe('backups', () => {
  it('are listed with their proof, and copied with the key file to the second place', async () => {
    using bench = openBench();
    const second = join(bench.ctx.test.dir, 'second');
    mkdirSync(second);
    writeFileSync(bench.files.folder.backupKeyFile, '{}');
    setSetting(bench.ctx, { name: 'backupSecondDir', value: second, version: 0 }, TEST_ACT);
    const made = await createBackupNow(bench.ctx, bench.files, { kind: 'manual' }, TEST_ACT);
    expect(made).toMatchObject({ kind: 'manual', verifiedAtMs: bench.ctx.time.nowMs(), failure: null });
    expect(listBackups(bench.ctx, bench.files)).toEqual([made]);
    expect(readdirSync(second).toSorted()).toEqual([
      'keys.json',
      readdirSync(bench.files.folder.backupDir).find((name) => name.endsWith('.db')),
    ]);
    expect(await checkBackup(bench.ctx, bench.files, made.id)).toEqual({ ok: true, detail: 'ok', orders: 4 });
    expect(listAudit(bench.ctx.db, { limit: 1 }).entries).toMatchObject([{ act: 'backup.create', target: made.id }]);
  });

  it('leave the second place too when their time is over', async () => {
    using bench = openBench();
    const second = join(bench.ctx.test.dir, 'second');
    mkdirSync(second);
    setSetting(bench.ctx, { name: 'backupSecondDir', value: second, version: 0 }, TEST_ACT);
    for (let n = 0; n < 5; n += 1) {
      await createBackupNow(bench.ctx, bench.files, { kind: 'scheduled' }, TEST_ACT);
      bench.ctx.time.advance(60_000);
    }
    const names = (dir: string) =>
      readdirSync(dir)
        .filter((name) => name.endsWith('.db'))
        .toSorted();
    expect(names(second)).toHaveLength(3);
    expect(names(second)).toEqual(names(bench.files.folder.backupDir));
  });

  it('never replace the key file of another workstation, without which its backups could not be opened', async () => {
    using bench = openBench();
    const second = join(bench.ctx.test.dir, 'second');
    mkdirSync(second);
    writeFileSync(join(second, 'keys.json'), '{"entry":"packbench.theirs"}');
    writeFileSync(bench.files.folder.backupKeyFile, '{"entry":"packbench.ours"}');
    setSetting(bench.ctx, { name: 'backupSecondDir', value: second, version: 0 }, TEST_ACT);
    const made = await createBackupNow(bench.ctx, bench.files, { kind: 'manual' }, TEST_ACT);
    expect(made.failure).toBe('second_location folder of another workstation');
    expect(readFileSync(join(second, 'keys.json'), 'utf8')).toContain('theirs');
  });

  it('stand although the second place cannot be reached, and say so', async () => {
    using bench = openBench();
    const blocked = join(bench.ctx.test.dir, 'blocked');
    writeFileSync(blocked, 'a file where a folder should be');
    setSetting(bench.ctx, { name: 'backupSecondDir', value: blocked, version: 0 }, TEST_ACT);
    const made = await createBackupNow(bench.ctx, bench.files, { kind: 'manual' }, TEST_ACT);
    expect(made.failure).toMatch(/^second_location E/);
    expect(existsSync(made.path)).toBe(true);
  });

  it('say so where the drive of the second place is unplugged, and make no folder in its stead', async () => {
    using bench = openBench();
    const unplugged = join(bench.ctx.test.dir, 'drive', 'packbench');
    setSetting(bench.ctx, { name: 'backupSecondDir', value: unplugged, version: 0 }, TEST_ACT);
    const made = await createBackupNow(bench.ctx, bench.files, { kind: 'manual' }, TEST_ACT);
    expect(made.failure).toBe('second_location ENOENT');
    expect(made.copyFailure).toBe('ENOENT');
    expect(existsSync(join(bench.ctx.test.dir, 'drive'))).toBe(false);
  });

  it('are not copied into the empty folder on this disk that an unmounted drive leaves behind, until somebody chooses it anew', async () => {
    using bench = openBench();
    const drive = join(bench.ctx.test.dir, 'drive');
    mkdirSync(drive);
    writeFileSync(bench.files.folder.backupKeyFile, '{"entry":"packbench.ours"}');
    setSetting(bench.ctx, { name: 'backupSecondDir', value: drive, version: 0 }, TEST_ACT);
    const backUp = () => {
      bench.ctx.time.advance(60_000);
      return createBackupNow(bench.ctx, bench.files, { kind: 'manual' }, TEST_ACT);
    };
    expect((await backUp()).failure).toBeNull();
    rmSync(drive, { recursive: true });
    mkdirSync(drive);
    expect((await backUp()).failure).toBe('second_location empty');
    expect(readdirSync(drive)).toEqual([]);
    expect((await backUp()).copyFailure).toBe('empty');
    setSetting(bench.ctx, { name: 'backupSecondDir', value: drive, version: 1 }, TEST_ACT);
    expect((await backUp()).failure).toBeNull();
  });

  it('show a failed one until a later one succeeds', async () => {
    using bench = openBench();
    rmSync(bench.files.folder.backupDir, { recursive: true });
    writeFileSync(bench.files.folder.backupDir, 'in the way');
    await expect(createBackupNow(bench.ctx, bench.files, { kind: 'manual' }, TEST_ACT)).rejects.toThrow(
      'ERR_DB_BACKUP_FAILED',
    );
    expect(listBackups(bench.ctx, bench.files)).toMatchObject([{ bytes: 0, failure: 'ERR_DB_BACKUP_FAILED' }]);
    rmSync(bench.files.folder.backupDir);
    mkdirSync(bench.files.folder.backupDir);
    bench.ctx.time.advance(1_000);
    await createBackupNow(bench.ctx, bench.files, { kind: 'manual' }, TEST_ACT);
    expect(listBackups(bench.ctx, bench.files).map((backup) => backup.failure)).toEqual([null]);
  });

  it('are thinned out to three of today and one of each day before', async () => {
    using bench = openBench();
    for (let n = 0; n < 6; n += 1) {
      await createBackupNow(bench.ctx, bench.files, { kind: 'scheduled' }, TEST_ACT);
      bench.ctx.time.advance(n < 2 ? 24 * HOUR_MS : 60_000);
    }
    const kept = listBackups(bench.ctx, bench.files);
    expect(kept).toHaveLength(5);
    expect(readdirSync(bench.files.folder.backupDir).filter((name) => name.endsWith('.db'))).toHaveLength(5);
  });

  it('made while the clock was ahead stand behind later ones, and are not offered as the last good one', async () => {
    using bench = openBench();
    const { ctx, files } = bench;
    const backUp = async () => (await createBackupNow(ctx, files, { kind: 'manual' }, TEST_ACT)).path;
    const before = await backUp();
    ctx.time.advance(400 * 24 * HOUR_MS);
    const ahead = await backUp();
    ctx.time.advance(-399 * 24 * HOUR_MS);
    const after = await backUp();
    const listed = () => listBackups(ctx, files).map(({ path, isAhead }) => [path, isAhead]);
    const expected = [
      [after, false],
      [ahead, true],
      [before, false],
    ];
    expect(listed()).toEqual(expected);
    expect((await findLastGoodBackup(ctx, files))?.backup.path).toBe(after);
    // By the names alone, as after damage.
    ctx.db.transaction((tx) => tx.prepare<[]>('DELETE FROM backups').run());
    expect(listed()).toEqual(expected);
    expect(listBackupFiles(files.folder.backupDir)[0]?.path).toBe(after);
  });

  it('that failed while the clock was ahead are settled by a later success', async () => {
    using bench = openBench();
    const { ctx, files } = bench;
    ctx.time.advance(400 * 24 * HOUR_MS);
    const blocked = { ...files, folder: { ...files.folder, databaseFile: join(ctx.test.dir, 'gone.db') } };
    await expect(createBackupNow(ctx, blocked, { kind: 'manual' }, TEST_ACT)).rejects.toThrow('ERR_DB');
    ctx.time.advance(-400 * 24 * HOUR_MS);
    await createBackupNow(ctx, files, { kind: 'manual' }, TEST_ACT);
    await createBackupNow(ctx, files, { kind: 'manual' }, TEST_ACT);
    expect(listBackups(ctx, files).map(({ failure }) => failure)).toEqual([null, null]);
  });

  it('are found in the folder although the database forgot them', async () => {
    using bench = openBench();
    const made = await createBackupNow(bench.ctx, bench.files, { kind: 'manual' }, TEST_ACT);
    bench.ctx.db.transaction((tx) => tx.prepare<[]>('DELETE FROM backups').run());
    expect(listBackups(bench.ctx, bench.files)).toMatchObject([{ path: made.path, verifiedAtMs: null }]);
    const [{ id } = made] = listBackups(bench.ctx, bench.files);
    await createBackupNow(bench.ctx, bench.files, { kind: 'manual' }, TEST_ACT);
    expect(listBackups(bench.ctx, bench.files)[1]?.id).toBe(id);
    for (const { path } of listBackups(bench.ctx, bench.files)) rmSync(path);
    expect(listBackups(bench.ctx, bench.files)).toEqual([]);
  });

  it('that were changed after they were made fail their check', async () => {
    using bench = openBench();
    const made = await createBackupNow(bench.ctx, bench.files, { kind: 'manual' }, TEST_ACT);
    const bytes = readFileSync(made.path);
    bytes.fill(0, 4096 * 3, 4096 * 4);
    writeFileSync(made.path, bytes);
    expect(await checkBackup(bench.ctx, bench.files, made.id)).toMatchObject({ ok: false });
    expect(listBackups(bench.ctx, bench.files)).toMatchObject([
      { verifiedAtMs: null, failure: 'ERR_DB_BACKUP_INVALID' },
    ]);
    await expect(restoreBackup(bench.ctx, bench.files, made.id, TEST_ACT)).rejects.toThrow('ERR_DB_BACKUP_INVALID');
    await expect(checkBackup(bench.ctx, bench.files, 'none')).rejects.toThrow('ERR_DB_BACKUP_UNKNOWN');
  });

  it('are restored with the present state kept for the way back', async () => {
    using bench = openBench();
    const made = await createBackupNow(bench.ctx, bench.files, { kind: 'manual' }, TEST_ACT);
    const { undoId } = await restoreBackup(bench.ctx, bench.files, made.id, TEST_ACT);
    bench.ctx.test.db.close();
    finishRestore(bench.files.folder, bench.files.key);
    const db = openDatabase({ file: bench.files.folder.databaseFile, key: bench.files.key, mode: 'read-write' });
    const ctx = { ...bench.ctx, db, read: db };
    const kept = listBackups(ctx, bench.files).find((backup) => backup.path.endsWith(undoId));
    expect(kept?.kind).toBe('before_restore');
    await restoreBackup(ctx, bench.files, undoId, TEST_ACT);
    await expect(restoreBackup(ctx, bench.files, 'packbench-none.db', TEST_ACT)).rejects.toThrow(
      'ERR_DB_BACKUP_UNKNOWN',
    );
    db.close();
    expect(finishRestore(bench.files.folder, bench.files.key)?.fromBackup).toBe(kept?.path);
  });

  it('are made by the schedule', async () => {
    using bench = openBench();
    const { ctx } = bench;
    saveDatabaseSchedules(ctx);
    const errors: unknown[] = [];
    const jobs = databaseJobs(ctx, bench.files);
    const engine = createJobEngine({
      db: ctx.db,
      clock: ctx.time,
      ids: ctx.ids,
      timers: ctx.time,
      random: () => 0,
      jobs,
      onError: (error) => errors.push(error),
    });
    engine.start();
    await engine.whenIdle();
    const slotMs = Math.floor(ctx.time.nowMs() / (4 * HOUR_MS)) * 4 * HOUR_MS;
    expect(findJobByKey(ctx.db, `${BACKUP_TOPIC}@${slotMs}`)?.state).toBe('done');
    expect(listBackups(ctx, bench.files)).toMatchObject([{ kind: 'scheduled', failure: null }]);
    await engine.stop();
    expect(errors).toEqual([]);
  });
});
