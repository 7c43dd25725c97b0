import { expect, it } from 'vitest';
import { refusalOf } from '#main/host/refusal-of.ts';
import { AppError } from '#shared/errors/app-error.ts';

it.each([
  [new AppError('ERR_DB_NEWER_THAN_APP', { step: 9 }), 'ERR_DB_NEWER_THAN_APP'],
  [Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }), 'ERR_DB_DISK_FULL'],
  [new TypeError('x is not a function'), 'ERR_HOST_INTERNAL'],
])('tells why a backend did not start: %s', (error, code) => {
  expect(refusalOf(error).code).toBe(code);
});
