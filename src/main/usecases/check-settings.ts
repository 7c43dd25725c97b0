import type { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';

/** Checks a plugin's settings against its own schema. @throws AppError ERR_HOST_INPUT_INVALID naming the first wrong field */
export function checkSettings<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError('ERR_HOST_INPUT_INVALID', { field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' });
}
