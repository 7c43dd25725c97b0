import { expect, it } from 'vitest';
import { isForbiddenAddress, nextAddress, nextOfLinkHeader } from '#main/plugins/channels/http-api/addresses.ts';

it.each([
  ['http://169.254.169.254/latest/meta-data', true],
  ['http://[::ffff:169.254.169.254]/', true],
  ['http://[fe80::1]/', true],
  ['http://2852039166/', true],
  ['http://metadata.google.internal/', true],
  ['https://user:pass@erp.example/', true],
  ['ftp://erp.example/', true],
  ['file:///etc/passwd', true],
  ['http://192.168.1.20:8080/', false],
  ['http://127.0.0.1:9000', false],
  ['https://erp.example/api', false],
])('%s is forbidden: %s', (url, forbidden) => {
  expect(isForbiddenAddress(url)).toBe(forbidden);
});

it('follows a next page at the same server only', () => {
  const current = new URL('https://erp.example/api/orders?page=1');
  expect(nextAddress('/api/orders?page=2', current)?.href).toBe('https://erp.example/api/orders?page=2');
  expect(nextAddress('https://erp.example:8443/api', current)).toBeNull();
  expect(nextAddress('http://erp.example/api', current)).toBeNull();
  expect(nextAddress('//evil.example/api', current)).toBeNull();
});

it('finds the next page in a Link header among others', () => {
  const header = '<https://a.example/?p=1,2>; rel="first", <https://a.example/?p=3>; title="x; y"; rel="prev next"';
  expect(nextOfLinkHeader(header)).toBe('https://a.example/?p=3');
  expect(nextOfLinkHeader('<https://a.example/?p=4>; rel=next')).toBe('https://a.example/?p=4');
  expect(nextOfLinkHeader('<https://a.example/?p=1>; rel="last"')).toBeNull();
});
