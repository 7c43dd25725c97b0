/** What stands in traces and logs where a secret or personal value stood. */
export const REDACTED = '***';

/**
 * Names of headers, query parameters and form fields whose values never reach a trace: credentials, signatures and the
 * vendors' containers of personal data. Compared in lower case without `-` and `_`.
 */
const SECRET_PARTS = [
  'token',
  'secret',
  'password',
  'session',
  'authorization',
  'cookie',
  'sign',
  'digest',
  'checkword',
  'apikey',
  'appkey',
  'consumerkey',
  'hmac',
  'credential',
];
const PERSONAL_PARTS = [
  'phone',
  'mobile',
  'tel',
  'address',
  'receiver',
  'contact',
  'buyer',
  'email',
  'recipient',
  'oaid',
  'msgdata',
];
/** Names that contain a part above and are needed to read a trace. */
const HARMLESS = new Set(['signmethod', 'oauthsignaturemethod', 'xshopifyapiversion']);

/** Whether values under this name must not be shown. */
export function isSensitiveName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[-_]/g, '');
  if (HARMLESS.has(plain)) return false;
  return SECRET_PARTS.some((part) => plain.includes(part)) || PERSONAL_PARTS.some((part) => plain.includes(part));
}

export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redactValue(name, value)]));
}

/** Keeps host, path and harmless query parameters; drops user info and fragment. A text that is no URL is dropped whole. */
export function redactUrl(text: string): string {
  if (!URL.canParse(text)) return REDACTED;
  const url = new URL(text);
  const query = redactForm(url.search.slice(1));
  return `${url.protocol}//${url.host}${url.pathname}${query === '' ? '' : `?${query}`}`;
}

/** A form or query string, readable, with sensitive values replaced and structured values given as their size. */
export function redactForm(text: string): string {
  return [...new URLSearchParams(text)].map(([name, value]) => `${name}=${redactValue(name, value)}`).join('&');
}

function redactValue(name: string, value: string): string {
  if (isSensitiveName(name)) return REDACTED;
  // Structured values (JSON inside a form field) mix facts with personal data: only their size is told.
  if (/^\s*[{[]/.test(value)) return `[${value.length} chars]`;
  return value;
}
