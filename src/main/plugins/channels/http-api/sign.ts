import { createHash, createHmac } from 'node:crypto';
import type { FilledRequest } from '#main/plugins/channels/http-api/fill-request.ts';
import { writeTime } from '#main/plugins/channels/http-api/times.ts';
import type { HashName, SignatureEncoding, SignatureRule, SignedPart } from '#shared/model/http-template/http-auth.ts';
import type { UtcMs } from '#shared/model/time.ts';

export interface Signer {
  readonly key: string;
  readonly secret: string;
  readonly nowMs: UtcMs;
  readonly nonce: string;
  /** Of `local` timestamps, e.g. `+08:00`. */
  readonly zone: string;
}

/** A request with key, time, nonce and signature where the rule wants them. */
export function signRequest(request: FilledRequest, rule: SignatureRule, signer: Signer): FilledRequest {
  const url = new URL(request.url);
  const headers = { ...request.headers };
  const timestamp = rule.timestamp ? writeTime(signer.nowMs, rule.timestamp.format, signer.zone) : '';
  const put = (place: { readonly in: 'header' | 'query'; readonly name: string }, value: string): void => {
    if (place.in === 'query') url.searchParams.set(place.name, value);
    else headers[place.name.toLowerCase()] = value;
  };
  if (rule.key) put(rule.key, signer.key);
  if (rule.timestamp) put(rule.timestamp, timestamp);
  if (rule.nonce) put(rule.nonce, signer.nonce);
  const text = signedText({ ...request, url }, rule, { ...signer, timestamp });
  put(rule.signature, `${rule.signature.prefix}${signatureOf(text, rule, signer.secret)}`);
  return { ...request, url, headers };
}

/** The text that is signed, before the secret comes to it. */
export function signedText(
  request: FilledRequest,
  rule: Pick<SignatureRule, 'parts' | 'separator' | 'pairSign' | 'joinSign'>,
  values: { readonly key: string; readonly nonce: string; readonly timestamp: string },
): string {
  const parts: Readonly<Record<SignedPart, () => string>> = {
    method: () => request.method,
    path: () => request.url.pathname,
    parameters: () => sortedParameters(request, rule),
    body: () => request.body ?? '',
    body_hash: () =>
      createHash('sha256')
        .update(request.body ?? '')
        .digest('hex'),
    timestamp: () => values.timestamp,
    nonce: () => values.nonce,
    key: () => values.key,
  };
  return rule.parts.map((part) => parts[part]()).join(rule.separator.replaceAll(String.raw`\n`, '\n'));
}

/** By name, then by value, in the order of their code units; decoded, as most makers sign them. */
function sortedParameters(request: FilledRequest, rule: Pick<SignatureRule, 'pairSign' | 'joinSign'>): string {
  const pairs = [...request.url.searchParams, ...request.form];
  return pairs
    .toSorted(([one, first], [other, second]) => compare(one, other) || compare(first, second))
    .map(([name, value]) => `${name}${rule.pairSign}${value}`)
    .join(rule.joinSign);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Signature of a text as the rule writes it. */
export function signatureOf(
  text: string,
  rule: Pick<SignatureRule, 'hash' | 'secretAs' | 'encoding'>,
  secret: string,
): string {
  if (rule.secretAs === 'key') return encode(createHmac(rule.hash, secret).update(text).digest(), rule.encoding);
  const before = rule.secretAs === 'after' ? '' : secret;
  const after = rule.secretAs === 'before' ? '' : secret;
  return encode(createHash(rule.hash).update(`${before}${text}${after}`).digest(), rule.encoding);
}

/** HMAC over exact bytes, for deliveries. */
export function hmacOf(hash: HashName, secret: string, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac(hash, secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

export function encode(digest: Buffer, encoding: SignatureEncoding): string {
  if (encoding === 'base64') return digest.toString('base64');
  return encoding === 'hex-upper' ? digest.toString('hex').toUpperCase() : digest.toString('hex');
}
