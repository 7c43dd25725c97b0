import { describe, expect, it } from 'vitest';
import { isWeakPin, lockedUntilMs } from '#core/kernel/lock-out.ts';

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

describe('isWeakPin', () => {
  it.each(['0000', '1234', '4321', '456789'])('knows %s', (pin) => expect(isWeakPin(pin)).toBe(true));
  it.each(['4071', '1124', '1357', '9012'])('lets %s pass', (pin) => expect(isWeakPin(pin)).toBe(false));
});
