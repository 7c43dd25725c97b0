import { expect, test } from 'vitest';
import { passShare } from '#renderer/features/customs/board/pass-share.ts';

test('the share that passed is never rounded up to the goal', () => {
  expect(passShare({ cleared: 9919, refused: 81, held: 0, returned: 0 })).toBe(991);
  expect(passShare({ cleared: 992, refused: 4, held: 2, returned: 2 })).toBe(992);
  expect(passShare({ cleared: 0, refused: 0, held: 0, returned: 0 })).toBeNull();
});
