import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '#main/db/open.ts';
import { salvage } from '#main/db/salvage.ts';
import { startReady } from '#tests/faults/db/start-in-child.ts';
import { fillOrders } from '#tests/support/fill-database.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'packbench-salvage-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('takes every row along, also those that the schema begins with and the shop has changed', async () => {
  const { db, folder, keyring, close } = await startReady(dir);
  fillOrders(db, 3);
  db.transaction((tx) => tx.prepare<[]>(`UPDATE customs_home SET country = 'JP'`).run());
  close();
  const key = keyring.databaseKey;
  const target = join(dir, 'salvaged.db');
  const { tables } = salvage({ source: folder.databaseFile, target, key, appVersion: '0.1.0', nowMs: 0 });
  expect(tables.filter(({ lost }) => lost !== 0)).toEqual([]);
  const salvaged = openDatabase({ file: target, key, mode: 'read-only' });
  expect(salvaged.pluck<[], string>('SELECT country FROM customs_home').get()).toBe('JP');
  salvaged.close();
});
