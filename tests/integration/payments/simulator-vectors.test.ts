import { X509Certificate, generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { signContent } from '#main/simulators/alipay/sign-content.ts';
import { selfSignedCertificate } from '#main/simulators/kit/self-signed-certificate.ts';
import { sealResource } from '#main/simulators/wechat-pay/seal-resource.ts';

/** The other side's own code against the same vectors of the reference (C1, C2), so that no mistake is made twice alike. */
it('seals as WeChat Pay does', () => {
  const plain = '{"out_trade_no":"T1","trade_state":"SUCCESS","amount":{"total":100}}';
  const sealed = sealResource('0123456789abcdef0123456789abcdef', plain, 'transaction', 'abcdefghijkl');
  expect(sealed.ciphertext).toBe(
    'Eu6myr+6GaECeJdOZPZ6BX5lij2Vohspf9pbw6Eor54J6prefQGx4A8pw4Iiseaw8SDSwJlkDdmqkDsswI+ydPzD9LDlVPE9736xQBZX0euJOacB',
  );
});

it('joins fields as Alipay does', () => {
  const fields = { total_amount: '0.10', app_id: '2019073166072302', subject: '语雀空间 500人规模', Z: '1', sign: 'x' };
  expect(signContent(fields, ['sign'])).toBe(
    'Z=1&app_id=2019073166072302&subject=语雀空间 500人规模&total_amount=0.10',
  );
});

it('makes certificates that others can read and check', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const fromMs = Date.UTC(2026, 0, 1);
  const untilMs = Date.UTC(2031, 0, 1);
  const text = selfSignedCertificate({
    name: 'Test',
    serial: '2A3B4C5D6E7F0011',
    fromMs,
    untilMs,
    publicKey,
    privateKey,
  });
  const certificate = new X509Certificate(text);
  expect(certificate.serialNumber).toBe('2A3B4C5D6E7F0011');
  expect([certificate.validFromDate.getTime(), certificate.validToDate.getTime()]).toEqual([fromMs, untilMs]);
  expect(certificate.verify(publicKey)).toBe(true);
});
