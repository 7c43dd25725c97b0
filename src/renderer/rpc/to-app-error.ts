import { ORPCError } from '@orpc/client';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import { isErrorCode } from '#shared/errors/catalog.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** Every failure of a call as code and data: what the backend threw, or ERR_HOST_DISCONNECTED when no answer came. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof ORPCError)) return new AppError('ERR_HOST_DISCONNECTED', {}, { cause: error });
  if (isErrorCode(error.code)) return new AppError(error.code, plainData(error.data), { cause: error });
  return new AppError(codeOfStatus(error.status), plainData(error.data), { cause: error });
}

/** What the host itself answered instead of the backend; null when it is no coded error. */
export function codedAnswer(body: unknown): AppError | null {
  if (typeof body !== 'object' || body === null || !('code' in body)) return null;
  if (typeof body.code !== 'string' || !isErrorCode(body.code)) return null;
  return new AppError(body.code, plainData('data' in body ? body.data : null));
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 404) return 'ERR_HOST_NOT_FOUND';
  return status < 500 ? 'ERR_HOST_INPUT_INVALID' : 'ERR_HOST_INTERNAL';
}

function plainData(data: unknown): ErrorData {
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(
    Object.entries(data).filter(
      ([, value]) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
    ),
  );
}
