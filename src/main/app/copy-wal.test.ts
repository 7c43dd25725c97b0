import { statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startCopyingWal } from '#main/app/copy-wal.ts';
import { READER_WORKER } from '#main/app/open-readers.ts';
import { openReaderPool } from '#main/db/reader-pool.ts';
import { turnsOf } from '#main/db/write-turns.ts';
import { openTestContext } from '#tests/support/test-context.ts';
import { until } from '#tests/support/until.ts';

function openBed(databaseKey?: Uint8Array) {
  const context = openTestContext();
  const { time } = context;
  const { db, key } = context.test;
  db.connection.exec('CREATE TABLE filler (text TEXT)');
  db.checkpoint('truncate');
  const readers = openReaderPool({ worker: READER_WORKER, file: db.file, key: databaseKey ?? key, size: 1 });
  const warnings: object[] = [];
  const write = (commits: number): void => {
    for (let count = 0; count < commits; count += 1)
      db.transaction((tx) => {
        tx.prepare<[string]>('INSERT INTO filler VALUES (?)').run('x'.repeat(50_000));
      });
  };
  let copies = 0;
  let isBusy = false;
  let afterCopy = () => {};
  const copying = {
    async copyWal() {
      if (isBusy) return new Promise<number>(() => {});
      const pages = await readers.copyWal();
      copies += 1;
      afterCopy();
      return pages;
    },
  };
  const stop = startCopyingWal(db, copying, time, {
    ...context.log,
    warn: (data: object) => void warnings.push(data),
  });
  return {
    db,
    time,
    readers,
    warnings,
    stop,
    write,
    copies: () => copies,
    /** Before the end of the copy is heard of. */
    afterCopy: (work: () => void) => (afterCopy = work),
    /** No thread takes a copy any more. */
    keepBusy: () => void (isBusy = true),
    /** Each commit is 10 MB in a thousand rows. */
    rush(commits: number): void {
      for (let count = 0; count < commits; count += 1)
        db.transaction((tx) => {
          for (let row = 0; row < 1_000; row += 1)
            tx.prepare<[string]>('INSERT INTO filler VALUES (?)').run('x'.repeat(10_000));
        });
    },
    fileBytes: () => statSync(db.file).size,
    limit: () => db.connection.pragma('wal_autocheckpoint', { simple: true }),
    async [Symbol.asyncDispose]() {
      stop();
      await readers.close();
      context[Symbol.dispose]();
    },
  };
}

it('what commits left in the WAL is copied into the file by another thread', async () => {
  await using bed = openBed();
  const before = bed.fileBytes();
  bed.write(120);
  expect(bed.fileBytes()).toBe(before);
  bed.time.advance(500);
  await until(() => bed.copies() === 1, 'the copy ends');
  expect(bed.fileBytes()).toBeGreaterThan(before + 1_000_000);
});

it('in a rush, few commits are enough, and the copy follows them at once', async () => {
  await using bed = openBed();
  const before = bed.fileBytes();
  bed.rush(2);
  bed.time.advance(100);
  // Twenty megabytes are a long WAL: the rest of it may be copied before we look.
  await until(() => bed.copies() >= 1, 'the copy ends');
  expect(bed.fileBytes()).toBeGreaterThan(before + 4_000_000);
});

it('a long WAL begins anew although commits go on during the copy: what comes in waits for the rest', async () => {
  await using bed = openBed();
  for (const copies of [2, 4]) {
    bed.rush(2);
    const gathered = bed.db.openTransaction(() => {});
    gathered.run(() => bed.write(1));
    bed.afterCopy(() => gathered.commit());
    bed.time.advance(500);
    await until(() => bed.copies() === copies, 'the rest is copied');
  }
  bed.write(1);
  expect(bed.db.checkpoint('passive')).toBeLessThan(100);
});

it('what comes in does not wait long for threads that have other work', async () => {
  await using bed = openBed();
  bed.rush(2);
  bed.afterCopy(() => bed.keepBusy());
  bed.time.advance(500);
  await until(() => bed.copies() === 1, 'the copy ends');
  await nextTurn();
  let isWritten = false;
  const writing = turnsOf(bed.db).run(() => (isWritten = true));
  await nextTurn();
  await nextTurn();
  expect(isWritten).toBe(false);
  bed.time.advance(40);
  expect(await writing).toBe(true);
});

it('a few commits are left in the WAL, and after the stop nothing is copied any more', async () => {
  await using bed = openBed();
  const before = bed.fileBytes();
  bed.write(60);
  bed.time.advance(10_000);
  expect(bed.readers.threads).toBe(0);
  bed.write(60);
  bed.stop();
  bed.time.advance(10_000);
  expect(bed.readers.threads).toBe(0);
  expect(bed.fileBytes()).toBe(before);
});

it('a copy that fails is told of, and commits go on copying themselves', async () => {
  await using bed = openBed(new Uint8Array(32));
  expect(bed.limit()).toBe(8_000);
  bed.write(120);
  bed.time.advance(500);
  await until(() => bed.warnings.length > 0, 'a warning');
  expect(bed.limit()).toBe(2_000);
});
