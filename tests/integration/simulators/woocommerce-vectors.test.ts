import { expect, it } from 'vitest';
import { webhookSignature } from '#main/simulators/woocommerce/webhook-sender.ts';
import { createKeyCheck } from '#main/simulators/woocommerce/woo-auth.ts';

/** The other side's own code against the vectors of the reference, so that no mistake is made twice alike. */
it('signs a webhook as the reference does', () => {
  const body =
    '{"id":727,"status":"processing","date_modified":"2026-01-02T16:00:00","date_modified_gmt":"2026-01-02T08:00:00"}';
  expect(webhookSignature(Buffer.from(body), 'wc-secret')).toBe('ob3KngBL7ZmWy7OAdzOjjbH1u0mzWwSEP+YPOUhsAig=');
});

it.each([
  { signature: 'V7KrpWJmFRwvG1DVT8S2mVsEh3krbZ/XmUSoYKMGAa4=', outcome: null },
  { signature: 'V7KrpWJmFRwvG1DVT8S2mVsEh3krbZ/XmUSoYKMGAa5=', outcome: 'Invalid signature' },
])('lets in the signature of the reference and no other: $signature', ({ signature, outcome }) => {
  const check = createKeyCheck({
    clock: { nowMs: () => 1_767_225_600_000 },
    isOverTls: false,
    key: () => ({ consumerKey: 'ck_abc123', consumerSecret: 'cs_secret', permission: 'read_write' }),
  });
  const query = new URLSearchParams({
    per_page: '100',
    modified_after: '2026-01-01T00:00:00',
    oauth_consumer_key: 'ck_abc123',
    oauth_nonce: 'nonce123',
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: '1767225600',
    oauth_signature: signature,
  });
  const path = '/wp-json/wc/v3/orders';
  const headers = { host: 'shop.example' };
  const said = caught(() => check({ httpMethod: 'GET', path, query, headers, rawBody: Buffer.alloc(0) }));
  expect(said).toEqual(outcome === null ? null : expect.stringContaining(outcome));
});

function caught(act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    return String(error);
  }
}
