import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { serialOf } from '#main/plugins/payments/alipay/certificates.ts';

it('computes the serial that Alipay’s own client gives for its published certificate', () => {
  const published = readFileSync(new URL('fixtures/published-app-certificate.crt', import.meta.url));
  expect(serialOf(new X509Certificate(published))).toBe('866efef280dec9137a87d047ac446315');
});
