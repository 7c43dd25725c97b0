import { createHmac } from 'node:crypto';

export interface OAuthRequest {
  readonly method: string;
  /** Without query. */
  readonly url: string;
  /** Of the query and of OAuth itself, decoded. The body is never part of it. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly consumerSecret: string;
}

/** Parameters that OAuth 1.0a adds, `oauth_signature` left out. */
export interface OAuthStamp {
  readonly consumerKey: string;
  readonly nonce: string;
  readonly timestampS: number;
}

/**
 * One-legged OAuth 1.0a as WooCommerce checks it over plain http: HMAC-SHA256 with `consumer secret&` as key, the token's
 * place empty, `oauth_version` left out. Returns the query's parameters, signature included.
 */
export function signedParameters(
  request: Omit<OAuthRequest, 'parameters'>,
  query: Readonly<Record<string, string>>,
  stamp: OAuthStamp,
): Record<string, string> {
  const parameters = {
    ...query,
    oauth_consumer_key: stamp.consumerKey,
    oauth_nonce: stamp.nonce,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(stamp.timestampS),
  };
  return { ...parameters, oauth_signature: oauthSignature({ ...request, parameters }) };
}

/** base64 HMAC-SHA256 of the signature base string (RFC 5849, 3.4.1). */
export function oauthSignature(request: OAuthRequest): string {
  return createHmac('sha256', `${request.consumerSecret}&`).update(oauthBaseString(request)).digest('base64');
}

/** Method, address and sorted parameters, each encoded once more and joined by `&`. */
export function oauthBaseString({ method, url, parameters }: Omit<OAuthRequest, 'consumerSecret'>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => [percentEncode(name), percentEncode(value)] as const);
  const sorted = pairs.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, value]) => `${name}=${value}`);
  return [method.toUpperCase(), percentEncode(url), percentEncode(sorted.join('&'))].join('&');
}

/** RFC 3986: letters, digits and `-._~` stay, everything else is encoded, a blank as `%20`. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
