/**
 * JSON text that is the same for equal values: object keys sorted, no white space, entries that are undefined left out.
 * It is what hashes and idempotency keys are made of.
 * @throws TypeError for values without a JSON form: functions, bigints, symbols, infinite numbers, undefined itself.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('A number that is not finite has no JSON form.');
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object') return objectJson(value);
  throw new TypeError(`A ${typeof value} has no JSON form.`);
}

/** Keys by code unit: a locale's order would differ between machines. */
function objectJson(value: object): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const item: unknown = Reflect.get(value, key);
    if (item !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`;
  }
  return `{${text}}`;
}
