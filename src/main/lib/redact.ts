import { homedir } from 'node:os';
import { isSensitiveName, REDACTED } from '#main/lib/http-redaction.ts';

/** Names beyond those of HTTP traces whose values never reach a log: people, places, keys. */
const MORE_SENSITIVE = new Set([
  'consignee',
  'nick',
  'street',
  'district',
  'town',
  'postcode',
  'zip',
  'idcard',
  'idnumber',
  'pin',
  'recoverykey',
  'databasekey',
  'key',
  'pwd',
  'buyernote',
  'sellernote',
  // People call their files after a buyer.
  'filename',
  'payload',
  'body',
  'rawbody',
  // What a platform or carrier says in its own words may repeat a name or an address.
  'vendortext',
]);
/** Names that only look like one of the sensitive ones. */
const HARMLESS = new Set(['signal', 'assigned', 'designid', 'telemetry', 'sessionid', 'signature', 'signatureok']);

/** Home folders are called after people. As JSON writes them too, where `\\` stands twice; Windows allows blanks in names. */
const HOMES: readonly RegExp[] = [
  /(?<![\w.-])\/(?:home|Users)\/[^\s\\/"':;,()]+/g,
  /\b[A-Za-z]:(?:\\{1,2}|\/)Users(?:\\{1,2}|\/)[^\\/"':;*?<>|\r\n]+/gi,
];

const OWN_HOME = homedir();

/** Texts that betray themselves, wherever they stand. */
const PATTERNS: readonly (readonly [pattern: RegExp, shown: string])[] = [
  // Tokens with a known beginning (ours, Shopify's, GitHub's, WooCommerce's), bearer values, JSON web tokens.
  [/\b(?:pbk_|shp(?:at|ca|pa|ss|ua)_|gh[pousr]_)[\w-]{6,}/g, REDACTED],
  [/\bc[ks]_[0-9a-f]{40}\b/g, REDACTED],
  [/\bBearer\s+[\w.~+/-]+=*/gi, `Bearer ${REDACTED}`],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, REDACTED],
  // Our recovery key: eight groups of four.
  [/\b(?:[0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}\b/g, REDACTED],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, REDACTED],
  // Chinese mobile and landline numbers, international numbers with a plus, Chinese identity numbers.
  [/(?<![\w.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\w.])/g, REDACTED],
  [/(?<![\w.])0\d{2,3}-\d{7,8}(?!\w)/g, REDACTED],
  [/(?<!\w)\+\d[\d -]{7,16}\d/g, REDACTED],
  // An identity number has a date of birth inside; order numbers of the same length rarely do.
  [/(?<!\w)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\w)/g, REDACTED],
  // Two or more parts of a Chinese address in a row: 上海市静安区南京西路1266号.
  [/(?:[\p{Script=Han}\d]{1,12}?(?:省|市|自治区|区|县|镇|乡|街道|路|街|大道|巷|弄|号|栋|幢|单元|室)){2,}/gu, REDACTED],
];

/** Deeper values are cut: a log line is for facts, not for whole documents. */
const MAX_DEPTH = 6;
const MAX_ITEMS = 50;

/** Whether values under this name must not be logged. */
export function isSensitiveKey(name: string): boolean {
  const plain = name.toLowerCase().replace(/[-_]/g, '');
  if (HARMLESS.has(plain)) return false;
  return MORE_SENSITIVE.has(plain) || isSensitiveName(name);
}

/**
 * A text with everything taken out that looks like a token, phone, mail address, identity number or postal address. Home folders
 * are shown as `~`.
 */
export function redactText(text: string): string {
  return PATTERNS.reduce((shown, [pattern, replacement]) => shown.replace(pattern, replacement), withoutHomes(text));
}

function withoutHomes(text: string): string {
  const known = HOMES.reduce((shown, pattern) => shown.replace(pattern, '~'), text);
  // Somewhere else, it is still called after its owner.
  return OWN_HOME.length > 1 ? known.replaceAll(OWN_HOME, '~') : known;
}

/** A copy that may be logged: sensitive names emptied, texts cleaned, errors in plain form, long and deep values cut. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (Array.isArray(value)) {
    const shown = value.slice(0, MAX_ITEMS).map((item) => redact(item, depth + 1));
    return value.length > MAX_ITEMS ? [...shown, `[${value.length - MAX_ITEMS} more]`] : shown;
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactEntry(name, item, depth)]));
}

function redactEntry(name: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  return isSensitiveKey(name) ? REDACTED : redact(value, depth + 1);
}

function stackOf(error: Error): string {
  return redactText(withoutSource(error.stack ?? ''));
}

/** JSON.parse quotes what it could not read: a piece of somebody's order. */
function withoutSource(text: string): string {
  return text.replace(/"[^]*"(?:\.\.\.)? is not valid JSON/, `"${REDACTED}" is not valid JSON`);
}

function redactError(error: Error, depth: number): object {
  const shown = { name: error.name, message: redactText(withoutSource(error.message)), stack: stackOf(error) };
  const more = {
    ...('code' in error && { code: redact(error.code, depth + 1) }),
    ...('data' in error && { data: redact(error.data, depth + 1) }),
  };
  const cause = error.cause === undefined || depth >= MAX_DEPTH ? {} : { cause: redact(error.cause, depth + 1) };
  return { ...shown, ...more, ...cause };
}
