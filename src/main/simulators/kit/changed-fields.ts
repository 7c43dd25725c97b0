/** Unknown to every reader; platforms add members without notice. */
const ADDED_MEMBER = 'added_by_platform';

/**
 * An answer whose fields changed overnight: every object has a member more, and the member named `renamed` bears another name
 * wherever it stands. Numbers keep their digits, also beyond 2^53. What is not JSON stays as it is.
 */
export function withChangedFields(body: string, renamed: string | undefined): string {
  try {
    return JSON.stringify(JSON.parse(body, keepDigits), (_key, value: unknown) => changed(value, renamed));
  } catch {
    return body;
  }
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? rawNumber(context.source) : value;
}

/** Written out as it stood: `JSON.rawJSON`, which the TypeScript library does not know yet. */
function rawNumber(source: string): unknown {
  const rawJson: unknown = Reflect.get(JSON, 'rawJSON');
  return typeof rawJson === 'function' ? (rawJson(source) as unknown) : Number(source);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRaw(value);
}

function isRaw(value: object): boolean {
  const isRawJson: unknown = Reflect.get(JSON, 'isRawJSON');
  return typeof isRawJson === 'function' && isRawJson(value) === true;
}

function changed(value: unknown, renamed: string | undefined): unknown {
  if (!isPlainObject(value) || Object.hasOwn(value, ADDED_MEMBER)) return value;
  const members = Object.entries(value).map(([name, member]) => [name === renamed ? `${name}_v2` : name, member]);
  return { ...Object.fromEntries(members), [ADDED_MEMBER]: 'x' };
}
