import { expect, it } from 'vitest';
import { serialOf } from '#main/plugins/payments/alipay/certificates.ts';

it('computes the serial that Alipay’s own client gives for the certificate that it publishes as an example', () => {
  const published = {
    issuer: 'C=CN\nO=Ant Financial\nOU=Certification Authority\nCN=Ant Financial Certification Authority Class 1 R1',
    serialNumber: '2020051862039D4090897BA4D51C2126',
  };
  expect(serialOf(published)).toBe('866efef280dec9137a87d047ac446315');
});
