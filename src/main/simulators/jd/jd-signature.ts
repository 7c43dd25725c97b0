import { createHash } from 'node:crypto';

/** Signed parameters in the byte order of their names (reference A2: digits sort first; `format` and `sign_method` play no part). */
const SIGNED_IN_ORDER = ['360buy_param_json', 'access_token', 'app_key', 'method', 'timestamp', 'v'] as const;

/** The signature that JD expects for the decoded parameters it received. */
export function expectedJdSignature(parameters: ReadonlyMap<string, string>, secret: string): string {
  const joined = SIGNED_IN_ORDER.map((name) =>
    parameters.has(name) ? `${name}${parameters.get(name) ?? ''}` : '',
  ).join('');
  return createHash('md5').update(`${secret}${joined}${secret}`, 'utf8').digest('hex').toUpperCase();
}
