import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startCopyingWal } from '#main/app/copy-wal.ts';
import { createCheckpointThread } from '#main/db/checkpoint-thread.ts';
import { openTestContext } from '#tests/support/test-context.ts';
import { until } from '#tests/support/until.ts';

function openBed() {
  const context = openTestContext();
  const { time } = context;
  const { db, key } = context.test;
  db.connection.exec('CREATE TABLE filler (text TEXT)');
  db.checkpoint('truncate');
  const warnings: object[] = [];
  const log = { ...context.log, warn: (data: object) => void warnings.push(data) };
  const write = (commits: number): void => {
    for (let count = 0; count < commits; count += 1)
      db.transaction((tx) => {
        tx.prepare<[string]>('INSERT INTO filler VALUES (?)').run('x'.repeat(50_000));
        tx.changed('orders');
      });
  };
  const start = (databaseKey = key) => startCopyingWal(db, databaseKey, time, log);
  return {
    db,
    key,
    time,
    warnings,
    write,
    start,
    fileBytes: () => statSync(db.file).size,
    [Symbol.dispose]: context[Symbol.dispose],
  };
}

it('what commits left in the WAL is copied into the file by another thread', async () => {
  using bed = openBed();
  const before = bed.fileBytes();
  const stop = bed.start();
  bed.write(25);
  expect(bed.fileBytes()).toBe(before);
  bed.time.advance(500);
  await until(() => bed.fileBytes() > before + 1_000_000, 'the file grows');
  await stop();
});

it('a few commits are left in the WAL, and after the stop nothing is copied any more', async () => {
  using bed = openBed();
  const before = bed.fileBytes();
  const stop = bed.start();
  bed.write(19);
  bed.time.advance(10_000);
  bed.write(1);
  await stop();
  bed.time.advance(10_000);
  await stop();
  expect(bed.fileBytes()).toBe(before);
});

it('commits copy less often themselves once the thread has copied', async () => {
  using bed = openBed();
  const thread = createCheckpointThread(bed.db, bed.key);
  const limit = () => bed.db.connection.pragma('wal_autocheckpoint', { simple: true });
  expect(limit()).toBe(2_000);
  await thread.copy();
  expect(limit()).toBe(8_000);
  await thread.close();
});

it('a thread that cannot read the file is told of, and commits go on copying themselves', async () => {
  using bed = openBed();
  const stop = bed.start(new Uint8Array(32));
  bed.write(25);
  bed.time.advance(500);
  await until(() => bed.warnings.length > 0, 'a warning');
  expect(bed.db.connection.pragma('wal_autocheckpoint', { simple: true })).toBe(2_000);
  await stop();
});
