import { toAppError } from '#renderer/rpc/to-app-error.ts';
import type { Problem } from '#shared/contract/common.ts';

/** Whatever a call threw, as a coded problem with texts; nothing is shown as a bare exception. */
export function problemOf(error: unknown): Problem {
  const { code, data } = toAppError(error);
  return { code, data: { ...data } };
}
