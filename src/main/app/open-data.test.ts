import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fileKeystore } from '#main/app/keystore-file.ts';
import { createBackup } from '#main/db/backup.ts';
import { backupFileName } from '#main/db/data-folder.ts';
import { planRestore } from '#main/db/restore.ts';
import { takeOfSeries } from '#main/usecases/documents/document-numbers.ts';
import { openData } from '#main/app/open-data.ts';
import type { OpenedData } from '#main/app/open-data.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'packbench open data 数据-'));
const open = (): Promise<OpenedData> =>
  openData({ dataDir, store: fileKeystore(dataDir), appVersion: '1.0.0', nowMs: () => 1_000 });
const orders = ({ db }: OpenedData): unknown => db.pluck<[], number>('SELECT count(*) FROM orders').get();

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('a database of which nothing can be read is replaced by an empty one that refuses writes', async () => {
  (await open()).close();
  const file = join(dataDir, 'packbench.db');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0x5a));
  const data = await open();
  try {
    expect([data.mode, data.problem?.code, orders(data)]).toEqual(['read_only', 'ERR_DB_CORRUPT', 0]);
    expect(() => data.db.transaction((tx) => tx.prepare<[]>('DELETE FROM orders').run())).toThrow('ERR_DB_');
  } finally {
    data.close();
  }
});

test('a lost keystore entry leaves an empty database until the recovery key was entered', async () => {
  const first = await open();
  const recoveryKey = first.keyring?.rotateRecoveryKey() ?? '';
  first.close();
  rmSync(join(dataDir, 'keystore.json'));
  const locked = await open();
  expect([locked.mode, locked.keyring, orders(locked)]).toEqual(['needs_recovery_key', null, 0]);
  await expect(locked.enterRecoveryKey('wrong')).rejects.toThrow('ERR_DB_RECOVERY_KEY_INVALID');
  await locked.enterRecoveryKey(recoveryKey);
  locked.close();
  const repaired = await open();
  expect(repaired.mode).toBe('ready');
  repaired.close();
});

test('numbers that were given after a backup was made are not given again once it was restored', async () => {
  const first = await open();
  const take = ({ db }: OpenedData): number => db.transaction((tx) => takeOfSeries(tx, 'sscc:0:9501101530'));
  take(first);
  const target = join(first.folder.backupDir, backupFileName(1_000, 'manual', 1));
  const key = first.keyring?.databaseKey ?? new Uint8Array();
  await createBackup({ source: first.folder.databaseFile, key, target });
  const given = [take(first), take(first)];
  await planRestore(first.folder, { path: target, key, newestStep: 1_000, nowMs: 2_000 });
  first.close();
  const second = await open();
  expect(given).not.toContain(take(second));
  expect(take(second)).toBeGreaterThan(Math.max(...given));
  second.close();
});
