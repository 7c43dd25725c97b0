/** Whole numbers beyond 2^53 cannot be held by a JavaScript number; 16 digits are the shortest text of one. */
const LONG_INTEGER = /([[:,]\s*)(-?\d{16,})(?=\s*[\],}])/g;
/** What the end of one looks like: found many times faster, and most answers have none. */
const END_OF_LONG_INTEGER = /\d{16}\s*[\],}]/;
/** Long integers again, stepping over whole strings; slower, because it stops at each of them. */
const STRING_OR_LONG_INTEGER = /"[^"\\]*(?:\\[^][^"\\]*)*"|([[:,]\s*)(-?\d{16,})(?=\s*[\],}])/g;

/**
 * Parses a vendor's JSON without losing digits: an integer that a number cannot hold exactly becomes the string of its
 * digits (TOP sends 19-digit order numbers as JSON numbers). `undefined` for bytes that are no UTF-8 or no JSON.
 */
export function parseJson(bytes: Uint8Array | string): unknown {
  const text = typeof bytes === 'string' ? bytes : decode(bytes);
  if (text === null) return undefined;
  if (!END_OF_LONG_INTEGER.test(text)) return parse(text);
  const quoted = text.replace(LONG_INTEGER, quote);
  if (quoted === text) return parse(text);
  // A quote put into the middle of a string breaks the syntax for sure: then each string is stepped over.
  return parse(quoted) ?? parse(text.replace(STRING_OR_LONG_INTEGER, quote));
}

function quote(found: string, before: string | undefined, digits: string | undefined): string {
  return digits === undefined || Number.isSafeInteger(Number(digits)) ? found : `${before}"${digits}"`;
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array): string | null {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
}
