/** A template while it is edited: it may be wrong anywhere until it is checked. */
export type Draft = Readonly<Record<string, unknown>>;

/** Value at a place such as `orders.paging.kind`; undefined where there is none. */
export function valueAt(draft: Draft, path: string): unknown {
  let current: unknown = draft;
  for (const step of path.split('.')) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Reflect.get(current, step);
  }
  return current;
}

export function textAt(draft: Draft, path: string): string {
  const value = valueAt(draft, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The same draft with another value at a place; nothing is changed in place. */
export function withValue(draft: Draft, path: string, value: unknown): Draft {
  return replaced(draft, path.split('.'), value) as Draft;
}

function replaced(current: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(current)) {
    const index = Number(step);
    return current.map((item: unknown, at) => (at === index ? replaced(item, rest, value) : item));
  }
  const fields = typeof current === 'object' && current !== null ? current : {};
  return { ...fields, [step]: replaced(Reflect.get(fields, step), rest, value) };
}
