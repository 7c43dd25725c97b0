const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/**
 * The exact bytes of one value inside valid JSON, found by its object keys; null when the path is not there. A part of a
 * vendor's answer can so be archived as it was sent, without being written anew.
 */
export function sliceValue(json: Uint8Array, path: readonly string[]): Uint8Array | null {
  let current = trim(json);
  for (const key of path) {
    const found = members(current).find((member) => member.key === key);
    if (!found) return null;
    current = found.value;
  }
  return current;
}

/** The exact bytes of each element of an array inside valid JSON; null when there is no array at the path. */
export function sliceElements(json: Uint8Array, path: readonly string[]): readonly Uint8Array[] | null {
  const array = sliceValue(json, path);
  return array && array[0] === OPEN_BRACKET ? parts(array) : null;
}

function members(object: Uint8Array): { key: string; value: Uint8Array }[] {
  if (object[0] !== OPEN_BRACE) return [];
  return parts(object).map((part) => {
    const keyEnd = stringEnd(part, 0);
    const key: unknown = JSON.parse(Buffer.from(part.subarray(0, keyEnd)).toString('utf8'));
    const colon = part.indexOf(COLON, keyEnd);
    return { key: String(key), value: trim(part.subarray(colon + 1)) };
  });
}

/** The comma-separated parts of an object or array, trimmed. */
function parts(container: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  let depth = 0;
  let start = 1;
  for (let at = 0; at < container.length; at += 1) {
    const byte = container[at] ?? 0;
    if (byte === QUOTE) at = stringEnd(container, at) - 1;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
    const ends = (byte === COMMA && depth === 1) || depth === 0;
    if (!ends) continue;
    const part = trim(container.subarray(start, at));
    if (part.length > 0) found.push(part);
    start = at + 1;
  }
  return found;
}

/** Index behind the closing quote of the string that starts at `at`. */
function stringEnd(json: Uint8Array, at: number): number {
  for (let index = at + 1; index < json.length; index += 1) {
    if (json[index] === BACKSLASH) index += 1;
    else if (json[index] === QUOTE) return index + 1;
  }
  return json.length;
}

function trim(json: Uint8Array): Uint8Array {
  let start = 0;
  let end = json.length;
  while (start < end && isBlank(json[start])) start += 1;
  while (end > start && isBlank(json[end - 1])) end -= 1;
  return json.subarray(start, end);
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
