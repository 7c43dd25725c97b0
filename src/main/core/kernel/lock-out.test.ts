import { describe, expect, it } from 'vitest';
import { isLockedOut, isWeakPin, lockedUntilMs } from '#core/kernel/lock-out.ts';

describe('lockedUntilMs', () => {
  it('closes sign-in from the fifth wrong PIN on, longer each time up to a quarter of an hour', () => {
    expect([1, 4, 5, 6, 7, 20].map((failed) => lockedUntilMs(failed, 1_000))).toEqual([
      null,
      null,
      31_000,
      61_000,
      121_000,
      901_000,
    ]);
  });
});

describe('isLockedOut', () => {
  it('ends with the lock, and with a clock that was set back by more than any lock lasts', () => {
    const untilMs = lockedUntilMs(20, 1_000_000);
    expect([999_999, 1_000_000, 1_899_999, 1_900_000].map((nowMs) => isLockedOut(untilMs, nowMs))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isLockedOut(null, 0)).toBe(false);
  });
});

describe('isWeakPin', () => {
  it.each(['0000', '1234', '4321', '456789'])('knows %s', (pin) => expect(isWeakPin(pin)).toBe(true));
  it.each(['4071', '1124', '1357', '9012'])('lets %s pass', (pin) => expect(isWeakPin(pin)).toBe(false));
});
