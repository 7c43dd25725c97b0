import type { IdSource } from '#core/kernel/id-source.ts';

/** Ids in a readable order: `id-0001`, `id-0002`. */
export function countingIds(prefix = 'id'): IdSource {
  let last = 0;
  return {
    next() {
      last += 1;
      return `${prefix}-${String(last).padStart(4, '0')}`;
    },
  };
}
