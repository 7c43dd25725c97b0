import { AppError } from '#shared/errors/app-error.ts';

/** What `read` gives, or `otherwise` where the page that it needs is damaged: for what may be missing, but must not fail. */
export function unlessDamaged<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError && error.code === 'ERR_DB_CORRUPT') return otherwise;
    throw error;
  }
}
