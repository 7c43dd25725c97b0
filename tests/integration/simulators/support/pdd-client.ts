import crypto from 'node:crypto';
import { postRaw } from './raw-http.ts';
import type { RawAnswer } from './raw-http.ts';

/** The test's own signer, written from the reference and checked against its vectors. */
export function signPddForm(parameters: Readonly<Record<string, string>>, secret: string): string {
  const keys = Object.keys(parameters).filter((key) => key !== 'sign');
  keys.sort();
  const text = keys.map((key) => key + parameters[key]).join('');
  return crypto.createHash('md5').update(secret.concat(text, secret)).digest('hex').toUpperCase();
}

export interface PddTarget {
  readonly gatewayUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly access: { readonly accessToken: string };
}

export interface PddCallOptions {
  readonly timestampMs: number;
  /** Changed after signing. */
  readonly tamper?: Readonly<Record<string, string>>;
  /** Used in place of the shop's own before signing. */
  readonly replace?: Readonly<Record<string, string>>;
}

export function callPdd(
  target: PddTarget,
  type: string,
  business: Readonly<Record<string, string>>,
  options: PddCallOptions,
): Promise<RawAnswer> {
  const parameters: Record<string, string> = {
    type,
    client_id: target.clientId,
    access_token: target.access.accessToken,
    timestamp: String(Math.floor(options.timestampMs / 1000)),
    data_type: 'JSON',
    ...business,
    ...options.replace,
  };
  const form = { ...parameters, sign: signPddForm(parameters, target.clientSecret), ...options.tamper };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return postRaw(target.gatewayUrl, new URLSearchParams(form).toString(), headers);
}
