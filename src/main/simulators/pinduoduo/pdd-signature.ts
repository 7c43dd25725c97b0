import { createHash } from 'node:crypto';

const byCodeUnit = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const md5 = (text: string): Buffer => createHash('md5').update(text, 'utf8').digest();

/**
 * The signature that Pinduoduo expects for the parameters it received (reference A3, recipe steps 1-3): decoded values, `sign`
 * left out, keys sorted, the secret at both ends.
 */
export function expectedPddSignature(parameters: ReadonlyMap<string, string>, secret: string): string {
  let joined = '';
  for (const key of [...parameters.keys()].sort(byCodeUnit)) {
    if (key !== 'sign') joined += `${key}${parameters.get(key) ?? ''}`;
  }
  return md5(`${secret}${joined}${secret}`).toString('hex').toUpperCase();
}

/**
 * The digest in the path of the message service. The reference encodes the bytes of the MD5; the vendor's Java SDK encodes its
 * hex digits. Which one the real service wants has not been seen, so the simulator can want either.
 */
export function expectedLinkDigest(clientId: string, ms: string, secret: string, form: 'hex' | 'bytes'): string {
  const hash = md5(`${clientId}${ms}${secret}`);
  return form === 'bytes' ? hash.toString('base64') : Buffer.from(hash.toString('hex'), 'latin1').toString('base64');
}
