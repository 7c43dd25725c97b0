/**
 * A JSON value as a vendor's server writes it. A bigint becomes a bare number with all its digits, which
 * `JSON.stringify` cannot do beyond 2^53; undefined members are left out.
 */
export type WireValue = string | number | bigint | boolean | null | readonly WireValue[] | WireObject;
export interface WireObject {
  readonly [member: string]: WireValue | undefined;
}

/** Compact JSON text. Built by plain concatenation: it runs for every answer of a benchmark. */
export function writeWireJson(value: WireValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value as readonly WireValue[]) text += `${text === '' ? '' : ','}${writeWireJson(item)}`;
    return `[${text}]`;
  }
  for (const [name, member] of Object.entries(value as WireObject)) {
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${writeWireJson(member)}`;
  }
  return `{${text}}`;
}
