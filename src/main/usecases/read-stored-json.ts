import type { z } from 'zod';

export type StoredJson<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly field: string };

/**
 * Reads JSON that some version of the product stored and that this one must understand. Where it does not, `field` names the
 * first place that does not fit, so that the caller can say with its own code what to fill in; `JSON` when all of it is unreadable.
 */
export function readStoredJson<T>(schema: z.ZodType<T>, text: string): StoredJson<T> {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return { ok: false, field: 'JSON' };
  }
  const parsed = schema.safeParse(stored);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, field: parsed.error.issues[0]?.path.join('.') || 'JSON' };
}
