import { expect, it } from 'vitest';
import { oauthBaseString, oauthSignature, percentEncode } from '#main/plugins/channels/woocommerce/oauth.ts';

it("builds the base string of WooCommerce's documentation", () => {
  const parameters = { oauth_signature_method: 'HMAC-SHA1', oauth_consumer_key: 'abc123' };
  expect(oauthBaseString({ method: 'GET', url: 'http://www.example.com/wp-json/wc/v3/orders', parameters })).toBe(
    'GET&http%3A%2F%2Fwww.example.com%2Fwp-json%2Fwc%2Fv3%2Forders&oauth_consumer_key%3Dabc123%26oauth_signature_method%3DHMAC-SHA1',
  );
});

it('signs as an independent OAuth library does', () => {
  const parameters = {
    per_page: '100',
    modified_after: '2026-01-01T00:00:00',
    oauth_consumer_key: 'ck_abc123',
    oauth_nonce: 'nonce123',
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: '1767225600',
  };
  const url = 'http://shop.example/wp-json/wc/v3/orders';
  expect(oauthSignature({ method: 'get', url, parameters, consumerSecret: 'cs_secret' })).toBe(
    'V7KrpWJmFRwvG1DVT8S2mVsEh3krbZ/XmUSoYKMGAa4=',
  );
});

it('encodes as RFC 3986 says', () => {
  expect(percentEncode("a b+c!'()*~-._/é")).toBe('a%20b%2Bc%21%27%28%29%2A~-._%2F%C3%A9');
});
