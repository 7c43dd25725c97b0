import { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** The same as the host's process sends it to the one that started it; null for anything else. */
export function readRefusal(message: unknown): AppError | null {
  const { success, data } = Problem.safeParse(message);
  return success ? new AppError(data.code, data.data) : null;
}

/** What a host says when its backend does not start, and a command that could not run. Files beside the database may be the first that find no room on the disk. */
export function refusalOf(error: unknown): { readonly code: ErrorCode; readonly data: ErrorData } {
  if (error instanceof AppError) return { code: error.code, data: error.data };
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
    return { code: 'ERR_DB_DISK_FULL', data: { sqlite: error.code } };
  return { code: 'ERR_HOST_INTERNAL', data: { detail: String(error) } };
}
