import { expect, it } from 'vitest';
import { isSignatureUpgraded, withSignatureUpgrade } from '#main/plugins/channels/signature-upgrade.ts';

function platform(appKey: string, taken: readonly string[]) {
  const app = { gatewayUrl: 'https://gateway.example/', appKey };
  const methods: string[] = [];
  const call = () =>
    withSignatureUpgrade(app, 'md5', async (method) => {
      methods.push(method);
      return { reply: method, isSignatureRefused: !taken.includes(method) };
    });
  return { app, methods, call };
}

it('goes on under HMAC-SHA256 once the platform refuses MD5, and asks only once', async () => {
  const { app, methods, call } = platform('retired', ['hmac-sha256']);
  expect(await call()).toBe('hmac-sha256');
  expect(await call()).toBe('hmac-sha256');
  expect(methods).toEqual(['md5', 'hmac-sha256', 'hmac-sha256']);
  expect(isSignatureUpgraded(app)).toBe(true);
});

it('reports the refusal as it came where both are refused: the secret is wrong, not the algorithm', async () => {
  const { app, methods, call } = platform('wrong secret', []);
  expect(await call()).toBe('md5');
  expect(methods).toEqual(['md5', 'hmac-sha256']);
  expect(isSignatureUpgraded(app)).toBe(false);
});

it('leaves what is taken as it is', async () => {
  const { methods, call } = platform('content', ['md5', 'hmac-sha256']);
  expect(await call()).toBe('md5');
  expect(methods).toEqual(['md5']);
});
