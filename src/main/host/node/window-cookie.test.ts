import { expect, it } from 'vitest';
import { createWindowCookie } from '#main/host/node/window-cookie.ts';

const DAY_MS = 86_400_000;
const KEY = new Uint8Array(32).fill(7);

function cookieAt(clock: { atMs: number }, port = 4_000) {
  return createWindowCookie(KEY, port, { nowMs: () => clock.atMs });
}

const sent = (setCookie: string): string => setCookie.split(';')[0] ?? '';

it('lets a browser in for a month, on its own port only', () => {
  const clock = { atMs: 1_750_000_000_000 };
  const cookie = sent(cookieAt(clock).issue());
  expect(cookieAt(clock, 4_001).isValid(cookie.replace('4000', '4001'))).toBe(false);
  clock.atMs += 29 * DAY_MS;
  expect(cookieAt(clock).isValid(cookie)).toBe(true);
  clock.atMs += 2 * DAY_MS;
  expect(cookieAt(clock).isValid(cookie)).toBe(false);
});

it('knows a browser again that was let in while the clock was ahead', () => {
  const clock = { atMs: 1_790_000_000_000 };
  const cookie = sent(cookieAt(clock).issue());
  clock.atMs = 1_750_000_000_000;
  expect(cookieAt(clock).isValid(cookie)).toBe(true);
  expect(cookieAt(clock).isValid(`${cookie}x`)).toBe(false);
});
