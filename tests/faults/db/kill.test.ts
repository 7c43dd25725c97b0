import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { displayStatus } from '#core/orders/display-status.ts';
import { fileKeystore } from '#main/app/keystore-file.ts';
import { listBackupFiles } from '#main/db/backup-files.ts';
import { createBackup, inspectBackup } from '#main/db/backup.ts';
import { backupFileName } from '#main/db/data-folder.ts';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import { planRestore } from '#main/db/restore.ts';
import { startDatabase } from '#main/db/start-database.ts';
import { verifyDatabase } from '#main/usecases/verify/verify-database.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { SLOW_STEP } from '#tests/faults/db/child-migration.ts';
import { startReady } from '#tests/faults/db/start-in-child.ts';
import { fillOrder, fillOrders } from '#tests/support/fill-database.ts';
import { spawnScript } from '#tests/support/spawn-script.ts';

const NEWEST_STEP = ALL_MIGRATIONS.at(-1)?.id ?? 0;

const ROUNDS = 6;
const child = (name: string) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'packbench-kill-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function expectSound(db: OpenDatabase): void {
  const report = verifyDatabase(db, { deriveStatus: displayStatus });
  expect(report.checks.filter((check) => !check.ok)).toEqual([]);
}

function countOrders(db: OpenDatabase): number {
  return db.pluck<[], number>('SELECT count(*) FROM orders').get() ?? -1;
}

/** Moments to kill at, spread at random but the same in every run. */
function moments(seed: number, longestMs: number): number[] {
  return fc.sample(fc.integer({ min: 0, max: longestMs }), { seed, numRuns: ROUNDS });
}

describe('kill -9', () => {
  it(
    'in the middle of transactions loses nothing that was committed and keeps nothing by halves',
    { timeout: 120_000 },
    async () => {
      let last = 0;
      for (const afterMs of moments(1, 250)) {
        const writer = spawnScript(child('child-transactions'), dir, String(last + 1));
        await writer.line('committed');
        await delay(afterMs);
        await writer.kill();
        const told = Number(writer.lines.findLast((line) => line.startsWith('committed'))?.split(' ')[1]);

        const started = await startReady(dir);
        expectSound(started.db);
        last = countOrders(started.db);
        expect(last).toBeGreaterThanOrEqual(told);
        expect(started.db.pluck<[], string>(`SELECT value_json FROM settings WHERE name = 'last'`).get()).toBe(
          String(last),
        );
        started.close();
      }
    },
  );

  it(
    'in the middle of a backup harms neither the database nor an earlier backup, and leaves no half file',
    { timeout: 120_000 },
    async () => {
      const first = await startReady(dir);
      fillOrders(first.db, 4_000);
      const key = first.keyring.databaseKey;
      first.close();
      for (const afterMs of moments(2, 400)) {
        for (const { path } of listBackupFiles(join(dir, 'backups'))) rmSync(path);
        const maker = spawnScript(child('child-backups'), dir);
        await maker.line('begin');
        await delay(afterMs);
        await maker.kill();

        const started = await startReady(dir);
        expect(readdirSync(started.folder.backupDir).filter((name) => name.includes('partial'))).toEqual([]);
        const backups = listBackupFiles(started.folder.backupDir);
        expect(backups.length).toBeGreaterThanOrEqual(maker.lines.filter((line) => line.startsWith('done')).length);
        for (const backup of backups)
          expect((await inspectBackup(backup.path, key)).inspection).toMatchObject({ ok: true, orders: 4_000 });
        expect(countOrders(started.db)).toBe(4_000);
        started.close();
      }
    },
  );

  it(
    'in the middle of a schema step leaves the old schema whole, and the next start finishes the step',
    { timeout: 120_000 },
    async () => {
      const first = await startReady(dir);
      fillOrders(first.db, 6_000);
      first.close();
      for (const afterMs of moments(3, 600)) {
        const migrating = spawnScript(child('child-migration'), dir);
        await migrating.line('begin');
        await delay(afterMs);
        await migrating.kill();
      }
      const migrations = [...ALL_MIGRATIONS, SLOW_STEP];
      const started = await startDatabase({
        dataDir: dir,
        store: fileKeystore(dir),
        appVersion: '0.2.0',
        nowMs: () => Date.now(),
        migrations,
      });
      if (started.kind !== 'ready') throw new Error(started.kind);
      expectSound(started.db);
      expect(started.db.pluck<[], number>('SELECT count(*) FROM rewritten').get()).toBe(6_000);
      expect(listBackupFiles(started.folder.backupDir).some((backup) => backup.kind === 'before_update')).toBe(true);
      started.close();
    },
  );

  it(
    'in the middle of jobs loses none, and tells each run that comes after an unknown one',
    { timeout: 120_000 },
    async () => {
      const outside = join(dir, 'outside.txt');
      writeFileSync(outside, '');
      let next = 1;
      for (const [round, afterMs] of moments(5, 300).entries()) {
        const worker = spawnScript(child('child-jobs'), dir, outside, String(next), '200', `run${round}`);
        await worker.line('enqueued');
        await delay(afterMs);
        await worker.kill();
        next = Number(worker.lines.findLast((line) => line.startsWith('enqueued'))?.split(' ')[1]) + 1;
      }
      const last = spawnScript(child('child-jobs'), dir, outside, String(next), '0', 'last');
      await last.line('idle');
      await last.ended;

      const seen = readFileSync(outside, 'utf8').trim().split('\n');
      const ends = new Set(seen.filter((line) => line.startsWith('end')).map((line) => Number(line.split(' ')[1])));
      const told = Array.from({ length: next - 1 }, (_, index) => index + 1);
      expect(told.filter((n) => !ends.has(n))).toEqual([]);
      // The outside never sees a second beginning that was not marked as one.
      for (const n of told)
        expect(seen.filter((line) => line === `begin ${n} new`).length, `job ${n}`).toBeLessThanOrEqual(1);
      const started = await startReady(dir);
      expect(started.db.pluck<[], number>(`SELECT count(*) FROM jobs WHERE state <> 'done'`).get()).toBe(0);
      started.close();
    },
  );

  it(
    'in the middle of a restore ends with the one database or the other, never with none',
    { timeout: 120_000 },
    async () => {
      const first = await startReady(dir);
      fillOrders(first.db, 300);
      const key = first.keyring.databaseKey;
      const target = join(first.folder.backupDir, backupFileName(Date.UTC(2026, 0, 1), 'manual', 1));
      await createBackup({ source: first.folder.databaseFile, key, target });
      first.db.transaction((tx) => fillOrder(tx, 301));
      first.close();
      const { folder } = first;
      for (const afterMs of moments(4, 350)) {
        await planRestore(folder, { path: target, key, newestStep: NEWEST_STEP, nowMs: Date.UTC(2026, 0, 2) });
        const restoring = spawnScript(child('child-restore'), dir);
        await restoring.line('begin');
        await delay(afterMs);
        await restoring.kill();

        const started = await startReady(dir);
        expectSound(started.db);
        expect(countOrders(started.db)).toBe(300);
        const kept = listBackupFiles(folder.backupDir).filter((backup) => backup.kind === 'before_restore');
        expect(kept.length).toBeGreaterThan(0);
        const { inspection } = await inspectBackup(kept.at(-1)?.path ?? '', key);
        expect(inspection).toMatchObject({ ok: true, orders: 301 });
        started.close();
      }
    },
  );
});
