/** More shelves than anybody labels at once: a typing error, not a warehouse. */
export const MOST_LOCATIONS = 500;

export type LocationRange =
  | { readonly ok: true; readonly locations: readonly string[] }
  /** `shape`: the two are not built alike; `backwards`: a part ends before it begins; `size`: more than {@link MOST_LOCATIONS}. */
  | { readonly ok: false; readonly reason: 'shape' | 'backwards' | 'size'; readonly count: number };

/**
 * Every shelf from one to another, in walking order: `A-01-1` to `A-02-3` are `A-01-1 … A-01-3, A-02-1 … A-02-3`. Numbers and
 * single letters count; what lies between them must be the same in both. Zeros in front stay.
 */
export function expandLocations(from: string, to: string): LocationRange {
  const first = partsOf(from);
  const last = partsOf(to);
  if (first.length !== last.length) return refused('shape', 0);
  const steps: string[][] = [];
  let count = 1;
  for (const [index, part] of first.entries()) {
    const values = valuesOf(part, last[index] ?? '');
    if (typeof values === 'string') return refused(values, 0);
    count *= values.length;
    if (count > MOST_LOCATIONS) return refused('size', count);
    steps.push(values);
  }
  const locations = steps.reduce((begun, values) => begun.flatMap((text) => values.map((value) => text + value)), ['']);
  return { ok: true, locations };
}

/** Runs of digits, single letters that stand alone, and what lies between. */
function partsOf(location: string): string[] {
  return location.trim().match(/\d+|\p{L}+|[^\d\p{L}]+/gu) ?? [];
}

function valuesOf(from: string, to: string): string[] | 'shape' | 'backwards' {
  if (from === to) return [from];
  if (/^\d{1,6}$/.test(from) && /^\d{1,6}$/.test(to)) return between(Number(from), Number(to), (n) => padded(n, from));
  if (/^[A-Z]$/.test(from) && /^[A-Z]$/.test(to))
    return between(from.charCodeAt(0), to.charCodeAt(0), (code) => String.fromCharCode(code));
  return 'shape';
}

/** `09` to `12` keep two digits; `9` to `12` are written as they are counted. */
function padded(value: number, like: string): string {
  return String(value).padStart(like.length, '0');
}

function between(first: number, last: number, write: (value: number) => string): string[] | 'backwards' {
  if (last < first) return 'backwards';
  return Array.from({ length: Math.min(last - first, MOST_LOCATIONS) + 1 }, (_, index) => write(first + index));
}

function refused(reason: 'shape' | 'backwards' | 'size', count: number): LocationRange {
  return { ok: false, reason, count };
}
