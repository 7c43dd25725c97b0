import { expect, it } from 'vitest';
import type { FilledRequest } from '#main/plugins/channels/http-api/fill-request.ts';
import { signatureOf, signedText, signRequest } from '#main/plugins/channels/http-api/sign.ts';
import { SignatureRule } from '#shared/model/http-template/http-auth.ts';

const REQUEST: FilledRequest = {
  method: 'POST',
  url: new URL('https://erp.example/api/orders?b=2&a=1&a=0'),
  headers: {},
  body: '{"x":1}',
  form: [],
};
const VALUES = { key: 'K', nonce: 'N', timestamp: '1700000000' };

it('writes the chosen parts in their order, parameters sorted by name and value', () => {
  const rule = { parts: ['method', 'path', 'parameters', 'timestamp', 'body'], separator: String.raw`\n` } as const;
  const signs = { pairSign: '=', joinSign: '&' };
  expect(signedText(REQUEST, { ...rule, parts: [...rule.parts], ...signs }, VALUES)).toBe(
    'POST\n/api/orders\na=0&a=1&b=2\n1700000000\n{"x":1}',
  );
});

// RFC 2202 (HMAC-MD5, HMAC-SHA-1) and RFC 4231 (HMAC-SHA-2), test case 2 of each; plain hashes of RFC 1321 and FIPS 180.
it.each([
  ['md5', 'key', 'hex', 'Jefe', 'what do ya want for nothing?', '750c783e6ab0b503eaa86e310a5db738'],
  ['sha1', 'key', 'hex', 'Jefe', 'what do ya want for nothing?', 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
  [
    'sha256',
    'key',
    'hex',
    'Jefe',
    'what do ya want for nothing?',
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [
    'sha512',
    'key',
    'hex',
    'Jefe',
    'what do ya want for nothing?',
    '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
  ],
  ['md5', 'before', 'hex-upper', 'a', 'bc', '900150983CD24FB0D6963F7D28E17F72'],
  ['md5', 'after', 'hex', 'c', 'ab', '900150983cd24fb0d6963f7d28e17f72'],
  ['sha1', 'before', 'base64', 'a', 'bc', 'qZk+NkcGgWq6PiVxeFDCbJzQ2J0='],
  ['md5', 'around', 'hex', 'a', 'bc', '95dd4c8065d82b2ac5a3a6ede5956f7c'],
] as const)('signs with %s, secret as %s, written as %s', (hash, secretAs, encoding, secret, text, expected) => {
  const signed = signatureOf(text, { hash, secretAs, encoding }, secret);
  expect(signed).toBe(expected);
});

it('puts key, time and signature where the rule wants them, and signs what it put into the query', () => {
  const rule = SignatureRule.parse({
    kind: 'hmac',
    hash: 'md5',
    secretAs: 'around',
    encoding: 'hex-upper',
    parts: ['parameters'],
    pairSign: '',
    joinSign: '',
    signature: { name: 'sign', in: 'query' },
    key: { name: 'app_key', in: 'query' },
    timestamp: { name: 'timestamp', in: 'query', format: 'local' },
  });
  const signer = { key: '12345', secret: 'S', nowMs: Date.UTC(2026, 0, 1, 2), nonce: '', zone: '+08:00' };
  const { url } = signRequest({ ...REQUEST, url: new URL('https://x.example/r?m=get') }, rule, signer);
  const text = 'app_key12345mgettimestamp2026-01-01 10:00:00';
  expect(url.searchParams.get('sign')).toBe(signatureOf(`${text}`, rule, 'S'));
});
