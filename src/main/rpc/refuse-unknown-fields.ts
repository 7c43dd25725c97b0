import type { Context } from '@orpc/server';
import type { StandardHandlerOptions } from '@orpc/server/standard';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';

type Call = Parameters<NonNullable<StandardHandlerOptions<Context>['clientInterceptors']>[number]>[0];

/**
 * Refuses parameters that an operation does not have: `?shop=` where it is `?shopId=` would be left out silently, and the answer
 * would speak of all shops.
 * @throws AppError ERR_HOST_INPUT_INVALID naming the first of them
 */
export function refuseUnknownFields(call: Call): ReturnType<Call['next']> {
  const schema = call.procedure['~orpc'].inputSchema;
  const known = schema instanceof z.ZodObject ? schema.shape : {};
  const isTaken = schema === undefined || schema instanceof z.ZodObject;
  const field = isTaken && isRecord(call.input) ? Object.keys(call.input).find((name) => !(name in known)) : undefined;
  if (field !== undefined) throw new AppError('ERR_HOST_INPUT_INVALID', { field, detail: 'unknown' });
  return call.next();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Blob);
}
