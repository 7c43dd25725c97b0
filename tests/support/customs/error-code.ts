import { AppError } from '#shared/errors/app-error.ts';

/** The code with which something refuses; empty when it does not. */
export function errorCode(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return '';
}
