import { createHash, createHmac } from 'node:crypto';

/** Byte order, as TOP sorts; keys are ASCII, so code units do. */
const byCodeUnit = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * The signature TOP expects for the parameters it received (reference A1, recipe steps 1-5); undefined for a
 * `sign_method` that TOP does not know. Takes decoded values; `sign` itself and empty values play no part.
 */
export function expectedTopSignature(parameters: ReadonlyMap<string, string>, secret: string): string | undefined {
  const joined = [...parameters.keys()]
    .filter((key) => key !== 'sign' && key !== '' && parameters.get(key) !== '')
    .sort(byCodeUnit)
    .map((key) => `${key}${parameters.get(key) ?? ''}`)
    .join('');
  const hex = (() => {
    switch (parameters.get('sign_method')) {
      case 'md5':
        return createHash('md5').update(`${secret}${joined}${secret}`, 'utf8').digest('hex');
      case 'hmac':
        return createHmac('md5', secret).update(joined, 'utf8').digest('hex');
      case 'hmac-sha256':
        return createHmac('sha256', secret).update(joined, 'utf8').digest('hex');
      default:
        return undefined;
    }
  })();
  return hex?.toUpperCase();
}
