import { isErrorCode } from '#shared/errors/catalog.ts';
import type { Problem } from '#shared/contract/common.ts';

/** Reads a coded problem that was stored as JSON; null when there is none. A code of a newer version becomes an internal error, never a crash. */
export function readProblem(json: string | null): Problem | null {
  return json === null ? null : problemOf(JSON.parse(json));
}

/** Reads a stored list of coded problems; none where nothing is stored. */
export function readProblems(json: string | null): Problem[] {
  const stored: unknown = json === null ? [] : JSON.parse(json);
  return Array.isArray(stored) ? stored.flatMap((one: unknown) => problemOf(one) ?? []) : [];
}

function problemOf(stored: unknown): Problem | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const code =
    'code' in stored && typeof stored.code === 'string' && isErrorCode(stored.code) ? stored.code : 'ERR_HOST_INTERNAL';
  const data: Problem['data'] = {};
  if ('data' in stored && typeof stored.data === 'object' && stored.data !== null) {
    for (const [key, value] of Object.entries(stored.data)) {
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
        data[key] = value;
    }
  }
  return { code, data };
}
