import { ORPCError } from '@orpc/client';
import { ValidationError } from '@orpc/contract';
import { refusalFacts } from '#main/rpc/refusal-facts.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorData } from '#shared/errors/app-error.ts';
import { ERROR_CATALOG } from '#shared/errors/catalog.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** What a client gets to see of a failure: code, status and data, all of them plain; never a stack or a foreign text. */
export type WireError = ORPCError<ErrorCode, ErrorData>;

/**
 * Turns whatever a call threw into its wire form. What is not an error of the catalogue is a defect: the client gets
 * ERR_HOST_INTERNAL with the trace id, the log gets the rest.
 */
export function toWireError(error: unknown, traceId: string, log: UseCaseLog): WireError {
  const coded = toAppError(error);
  if (coded) {
    log[coded.definition.level]({ code: coded.code, data: refusalFacts(coded.data), traceId }, 'Call refused');
    return wire(coded.code, coded.data);
  }
  log.error({ error: describe(error), traceId }, 'Call failed by a defect');
  return wire('ERR_HOST_INTERNAL', { traceId });
}

function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (!(error instanceof ORPCError)) return null;
  if (error.code === 'BAD_REQUEST') return new AppError('ERR_HOST_INPUT_INVALID', firstIssue(error.cause));
  if (error.code === 'PAYLOAD_TOO_LARGE') return new AppError('ERR_HOST_BODY_TOO_LARGE');
  if (error.code === 'NOT_FOUND') return new AppError('ERR_HOST_NOT_FOUND');
  return null;
}

function wire(code: ErrorCode, data: ErrorData): WireError {
  return new ORPCError(code, { status: ERROR_CATALOG[code].status, message: code, data });
}

function firstIssue(cause: unknown): ErrorData {
  const issue = cause instanceof ValidationError ? cause.issues[0] : undefined;
  if (!issue) return { field: '', detail: 'unreadable' };
  const field = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  return { field, detail: issue.message };
}

/** Everything the log may want, including the issues of an answer that broke the contract (but not the answer itself). */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { thrown: String(error) };
  const cause =
    error.cause instanceof ValidationError ? { issues: error.cause.issues } : error.cause && describe(error.cause);
  return { name: error.name, message: error.message, stack: error.stack, ...(cause ? { cause } : {}) };
}
