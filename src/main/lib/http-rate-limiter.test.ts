import { expect, it } from 'vitest';
import { createRateLimiter } from '#main/lib/http-rate-limiter.ts';

function bench() {
  let now = 1_000_000;
  const waits: number[] = [];
  const limiter = createRateLimiter({ nowMs: () => now }, async (ms) => {
    waits.push(ms);
    return true;
  });
  return { limiter, waits, advance: (ms: number) => (now += ms) };
}

const RULE = { key: 'taobao', perSecond: 2, burst: 3 };

it('lets a burst pass and spaces what follows', async () => {
  const { limiter, waits } = bench();
  for (let index = 0; index < 5; index += 1) expect(await limiter.acquire(RULE, 60_000)).toBe(true);
  expect(waits).toEqual([500, 1000]);
});

it('fills up again with time, never beyond the burst', async () => {
  const { limiter, waits, advance } = bench();
  for (let index = 0; index < 3; index += 1) await limiter.acquire(RULE, 60_000);
  advance(3_600_000);
  for (let index = 0; index < 4; index += 1) await limiter.acquire(RULE, 60_000);
  expect(waits).toEqual([500]);
});

it('keeps keys apart', async () => {
  const { limiter, waits } = bench();
  for (let index = 0; index < 3; index += 1) await limiter.acquire(RULE, 60_000);
  await limiter.acquire({ ...RULE, key: 'shopify' }, 60_000);
  expect(waits).toEqual([]);
});

it('refuses a wait that is too long without taking a turn', async () => {
  const { limiter, waits } = bench();
  limiter.pause(RULE, 10_000);
  expect(await limiter.acquire(RULE, 9_000)).toBe(false);
  expect(await limiter.acquire(RULE, 11_000)).toBe(true);
  expect(waits).toEqual([10_000]);
});

it('does not wait for a clock that was set back to catch up', async () => {
  const { limiter, waits, advance } = bench();
  for (let index = 0; index < 3; index += 1) await limiter.acquire(RULE, 60_000);
  advance(-3_600_000);
  expect(await limiter.acquire(RULE, 60_000)).toBe(true);
  expect(waits).toEqual([500]);
});
