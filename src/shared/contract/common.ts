import { z } from 'zod';
import { isErrorCode } from '#shared/errors/catalog.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

export const ErrorCodeSchema = z.custom<ErrorCode>((value) => typeof value === 'string' && isErrorCode(value));

/** A coded error inside a result, where it is data and not the failure of the call. */
export const Problem = z.object({
  code: ErrorCodeSchema,
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type Problem = z.infer<typeof Problem>;

/** Keyset paging: pass the `next` of the last answer; null means the end. */
export const PageInput = z.object({
  after: z.string().nullish(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
