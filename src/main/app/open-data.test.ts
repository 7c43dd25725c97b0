import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fileKeystore } from '#main/app/keystore-file.ts';
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
