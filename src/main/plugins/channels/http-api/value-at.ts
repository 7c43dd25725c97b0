/** Steps of one place; deeper ones are mistakes. */
const MOST_STEPS = 20;

/** All values at a place such as `data.orders.number`; lists on the way are walked, an empty place is the whole. */
export function valuesAt(root: unknown, path: string): readonly unknown[] {
  let current: readonly unknown[] = [root];
  for (const step of path
    .split('.')
    .filter((part) => part !== '')
    .slice(0, MOST_STEPS)) {
    current = current.flatMap((value) => membersOf(value, step));
  }
  return current.flat();
}

function membersOf(value: unknown, step: string): readonly unknown[] {
  if (Array.isArray(value)) {
    if (/^\d+$/.test(step)) return value.slice(Number(step), Number(step) + 1);
    return value.flatMap((item: unknown) => membersOf(item, step));
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [];
  const member: unknown = Reflect.get(value, step);
  return [member];
}

/** The first plain value at a place, as text; null where there is none. */
export function textAt(root: unknown, path: string): string | null {
  if (path === '') return null;
  for (const value of valuesAt(root, path)) {
    const text = plainText(value);
    if (text !== null) return text;
  }
  return null;
}

/** A text, number or truth value as text; of an XML element with attributes its text. */
export function plainText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '#text')) return null;
  return plainText(Reflect.get(value, '#text'));
}
