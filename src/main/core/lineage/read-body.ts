/** A stored body as far as it can be shown: a tree of JSON, a form's fields, text (XML too), or bytes that are no text. */
export type MessageBody =
  | { readonly kind: 'json'; readonly value: JsonNode }
  | { readonly kind: 'form'; readonly fields: readonly (readonly [string, string])[] }
  | { readonly kind: 'xml' | 'text'; readonly text: string }
  | { readonly kind: 'binary' };

export type JsonNode = string | number | boolean | null | readonly JsonNode[] | { readonly [key: string]: JsonNode };

/** Deeper than any platform nests; what lies below is not shown. */
const MOST_DEPTH = 60;
const FORM = /^[\w.[\]%-]+=[^&\s]*(&[\w.[\]%-]+=[^&\s]*)*$/;

/** Reads bytes that nobody vouches for: whatever they are, this neither throws nor runs away. */
export function readBody(bytes: Uint8Array): MessageBody {
  const text = decode(bytes);
  if (text === null || hasManyControls(text)) return { kind: 'binary' };
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) {
    const value = parse(text);
    if (value !== undefined) return { kind: 'json', value };
  }
  if (start.startsWith('<')) return { kind: 'xml', text };
  if (FORM.test(text)) return { kind: 'form', fields: [...new URLSearchParams(text)] };
  return { kind: 'text', text };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const hasManyControls = (text: string): boolean => {
  const controls =
    text
      .slice(0, 4_096)
      .match(/[\p{Cc}]/gu)
      ?.filter((sign) => !'\n\r\t'.includes(sign)).length ?? 0;
  return controls > 8;
};

/** Numbers that a number cannot hold keep their digits. */
function parse(text: string): JsonNode | undefined {
  try {
    const value: unknown = JSON.parse(text, keepDigits);
    return cut(value, 0);
  } catch {
    return undefined;
  }
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined && String(value) !== context.source
    ? context.source
    : value;
}

function cut(value: unknown, depth: number): JsonNode {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (depth >= MOST_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((each) => cut(each, depth + 1));
  if (typeof value !== 'object') return '…';
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cut(each, depth + 1)]));
}

/** The body laid out for people, line by line; invisible and direction-turning signs are written out. */
export function layOut(body: Exclude<MessageBody, { kind: 'binary' }>): string {
  if (body.kind === 'json') return visible(JSON.stringify(body.value, null, 2));
  if (body.kind === 'form') return visible(body.fields.map(([name, value]) => `${name} = ${value}`).join('\n'));
  return visible(body.kind === 'xml' ? body.text.replaceAll(/>\s*</g, '>\n<') : body.text);
}

const visible = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (sign) =>
    sign === '\n' || sign === '\t' ? sign : String.raw`\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );

/** Offset, bytes, and their signs, sixteen a line. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const signs = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(47)}  ${signs}`);
  }
  return lines.join('\n');
}
