import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startIdleCheckpoints } from '#main/app/idle-checkpoint.ts';
import { openTestContext } from '#tests/support/test-context.ts';

function openBed() {
  const context = openTestContext();
  const { time } = context;
  const { db } = context.test;
  db.connection.exec('CREATE TABLE filler (text TEXT)');
  db.checkpoint('truncate');
  const stop = startIdleCheckpoints(db, time, context.log);
  const write = (commits: number): void => {
    for (let count = 0; count < commits; count += 1)
      db.transaction((tx) => {
        tx.prepare<[string]>('INSERT INTO filler VALUES (?)').run('x'.repeat(50_000));
        tx.changed('orders');
      });
  };
  return { db, time, stop, write, fileBytes: () => statSync(db.file).size, [Symbol.dispose]: context[Symbol.dispose] };
}

it('what commits left in the WAL is in the file once nobody has written for a moment', () => {
  using bed = openBed();
  const before = bed.fileBytes();
  bed.write(25);
  bed.time.advance(300);
  bed.write(1);
  bed.time.advance(300);
  expect(bed.fileBytes()).toBe(before);
  bed.time.advance(100);
  expect(bed.fileBytes()).toBeGreaterThan(before + 1_000_000);
});

it('a few commits are left in the WAL, and after the stop nothing is copied any more', () => {
  using bed = openBed();
  const before = bed.fileBytes();
  bed.write(19);
  bed.time.advance(10_000);
  expect(bed.fileBytes()).toBe(before);
  bed.write(1);
  bed.stop();
  bed.time.advance(10_000);
  expect(bed.fileBytes()).toBe(before);
});
