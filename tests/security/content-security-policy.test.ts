import { expect, it } from 'vitest';
import { contentSecurityPolicy } from '#main/host/content-security-policy.ts';
import { STUB_TOKENS } from '#tests/support/host/stub-workstation.ts';
import { hostForFile } from '#tests/support/host/host-for-file.ts';

const host = hostForFile();

it('every answer carries the policy and the headers against sniffing, framing and leaking', async () => {
  const { ask, signIn } = host();
  const cookie = await signIn();
  const answers = await Promise.all([
    ask('/', { headers: { cookie } }),
    ask('/'),
    ask('/assets/app-1234.js', { headers: { cookie } }),
    ask('/nothing.js', { headers: { cookie } }),
    ask('/session'),
    ask('/api/openapi.json'),
    ask('/api/things/1', { headers: { authorization: `Bearer ${STUB_TOKENS.read}` } }),
    ask('/push/shop-1'),
    ask('/', { headers: { host: 'evil.example' } }),
  ]);
  for (const { headers } of answers) {
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    });
  }
});

it('allows scripts of the product alone: no inline code, no evaluation, no other address', () => {
  const scripts = /script-src ([^;]*)/.exec(contentSecurityPolicy())?.[1];
  expect(scripts).toBe("'self'");
  expect(contentSecurityPolicy()).not.toMatch(/unsafe-eval|https?:|\*/);
});

it('the sign-in page works without scripts', async () => {
  expect((await host().ask('/')).text).not.toMatch(/<script|onload=|javascript:/i);
});
