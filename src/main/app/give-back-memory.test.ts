import { setImmediate as turn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { keepBackendSmall, ownHeap, startGivingBackMemory } from '#main/app/give-back-memory.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';
import { ManualTime } from '#tests/support/manual-time.ts';

const MB = 1024 * 1024;

function fakeHeap() {
  const state = { share: 0, held: 40 * MB, collected: 0, isSomeoneThere: false };
  return {
    state,
    busy: () => state.share,
    bytes: () => state.held,
    collect() {
      state.collected += 1;
      state.held = 30 * MB;
    },
  };
}

test('a quiet backend that holds more than it needs gives it back, once', () => {
  const time = new ManualTime();
  const heap = fakeHeap();
  const stop = startGivingBackMemory(() => heap.state.isSomeoneThere, time, heap);
  time.advance(30_000);
  expect(heap.state.collected).toBe(1);
  heap.state.held = 37 * MB;
  time.advance(10_000);
  expect(heap.state.collected).toBe(2);
  stop();
  heap.state.held = 90 * MB;
  time.advance(60_000);
  expect(heap.state.collected).toBe(2);
});

test('a busy backend is left alone until it rests', () => {
  const time = new ManualTime();
  const heap = fakeHeap();
  heap.state.share = 0.6;
  startGivingBackMemory(() => heap.state.isSomeoneThere, time, heap);
  time.advance(60_000);
  expect(heap.state.collected).toBe(0);
  heap.state.share = 0.02;
  time.advance(10_000);
  expect(heap.state.collected).toBe(1);
});

test('whoever scans does not wait for it', () => {
  const time = new ManualTime();
  const heap = fakeHeap();
  heap.state.isSomeoneThere = true;
  startGivingBackMemory(() => heap.state.isSomeoneThere, time, heap);
  time.advance(60_000);
  expect(heap.state.collected).toBe(0);
  heap.state.isSomeoneThere = false;
  time.advance(10_000);
  expect(heap.state.collected).toBe(1);
});

test('the pages of the database go with the garbage, and are read again', () => {
  using opened = openTestDatabase();
  const { db } = opened;
  const time = new ManualTime();
  const heap = fakeHeap();
  const givesBack = vi.spyOn(db, 'giveBackMemory');
  const stop = keepBackendSmall(db, time, heap);
  time.advance(10_000);
  stop();
  expect({ collected: heap.state.collected, givenBack: givesBack.mock.calls.length }).toEqual({
    collected: 1,
    givenBack: 1,
  });
  expect(db.pluck('SELECT COUNT(*) > 10 FROM sqlite_schema').get()).toBe(1);
});

test('what nobody holds any more is gone afterwards', async () => {
  const heap = ownHeap();
  const forgotten = new WeakRef({ rows: [1, 2, 3] });
  await turn();
  heap.collect();
  expect(forgotten.deref()).toBeUndefined();
});
