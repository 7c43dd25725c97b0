import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startReady } from '#tests/faults/db/start-in-child.ts';
import { fillOrders } from '#tests/support/fill-database.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'packbench-unfinished-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it.each([
  ['was killed before it was decided on', null],
  ['left a plan that cannot be read', '{'],
])('a restore that %s changes nothing and is cleared away', async (_, plan) => {
  const first = await startReady(dir);
  fillOrders(first.db, 2);
  first.close();
  writeFileSync(join(dir, 'restore-staged.db'), 'half a copy');
  if (plan !== null) writeFileSync(first.folder.restoreFile, plan);
  const second = await startReady(dir);
  expect(second.db.pluck<[], number>('SELECT count(*) FROM orders').get()).toBe(2);
  second.close();
  expect(readdirSync(dir).filter((name) => name.startsWith('restore'))).toEqual([]);
});
