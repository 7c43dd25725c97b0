import { expect, it } from 'vitest';
import { copyFailureKey } from '#renderer/features/safety/copy-failure-key.ts';

it('asks to make room where the disk is full, and to plug the drive in only where its folder is gone', () => {
  const reasons = ['ENOENT', 'ENOSPC', 'EROFS', 'empty', 'EIO'];
  expect(reasons.map(copyFailureKey)).toEqual(['gone', 'full', 'locked', 'empty', 'other']);
});
