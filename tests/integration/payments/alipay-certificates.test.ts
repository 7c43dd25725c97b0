import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AlipayCredentials } from '#main/plugins/payments/alipay/schemas.ts';
import { startAlipaySimulator } from '#main/simulators/alipay/alipay-simulator.ts';
import type { AlipaySimulator } from '#main/simulators/alipay/alipay-simulator.ts';
import { issueAlipayCertificates } from '#main/simulators/alipay/alipay-certificates.ts';
import { openPaymentBed } from '#tests/integration/payments/payment-bed.ts';
import type { PaymentBed } from '#tests/integration/payments/payment-bed.ts';
import { START_MS } from '#tests/support/use-case-bed.ts';

let bed: PaymentBed;
let alipay: AlipaySimulator;
beforeAll(async () => {
  alipay = await startAlipaySimulator({ clock: { nowMs: () => START_MS }, withCertificates: true });
});
afterAll(() => alipay.close());
beforeEach(async () => {
  bed = await openPaymentBed();
});
afterEach(() => bed.close());

const files = () => alipay.certificates ?? expect.fail('no certificates');
const credentials = (change: object = {}) => {
  const { appCertificate, alipayCertificate, alipayRootCertificate } = files();
  return { appPrivateKey: alipay.appPrivateKey, appCertificate, alipayCertificate, alipayRootCertificate, ...change };
};
const config = () => ({ alipayAppId: alipay.appId, sellerId: alipay.sellerId, alipayGatewayUrl: alipay.url });
/** The callback address of an account, and an order of which Alipay knows that it was paid. */
const paid = (number: string, change: object = {}): string => {
  const account = bed.account({
    providerId: 'alipay',
    numberPattern: '{number}',
    config: config(),
    credentials: credentials(change),
  });
  bed.awaiting(number);
  alipay.add({ outTradeNo: number, totalAmount: '98.00' });
  alipay.pay(number);
  return bed.urlOf(account.callbackPath);
};

describe('an application in certificate mode', () => {
  it('is confirmed by a query that names its certificates, and believes the answer of the named one', async () => {
    expect(await alipay.notify(paid('C1'), 'C1')).toMatchObject([{ body: 'success' }]);
    expect(await bed.askOnce()).toEqual({ kind: 'settled' });
    expect(bed.order('C1')).toMatchObject({ payment: 'paid' });
    const asked = new URLSearchParams(alipay.requests.entries().at(-1)?.body);
    expect(asked.get('alipay_root_cert_sn')?.split('_')).toHaveLength(2);
  });

  it('refuses a notification that another key signed', async () => {
    expect(await alipay.notify(paid('C2'), 'C2', { signedWith: 'stranger' })).toMatchObject([{ body: 'fail' }]);
    expect(bed.messages()).toEqual([]);
  });

  it('says what Alipay says of a root file that is not its own', async () => {
    const [own, ...others] = files().alipayRootCertificate.split(/(?=-----BEGIN)/);
    expect(others).toHaveLength(2);
    await alipay.notify(paid('C3', { alipayRootCertificate: own }), 'C3');
    expect(await bed.askOnce()).toMatchObject({
      problem: { data: { vendorCode: 'isv.invalid-alipay-root-cert-sn' } },
    });
    expect(bed.order('C3')).toMatchObject({ payment: 'awaited' });
  });

  it('believes no answer that names another certificate than the one entered, though its key is right', async () => {
    const renewed = await startAlipaySimulator({ clock: { nowMs: () => START_MS }, withCertificates: true });
    const before = alipay;
    alipay = renewed;
    await renewed.notify(paid('C4'), 'C4');
    renewed.renewCertificate();
    expect(await bed.askOnce()).toMatchObject({ kind: 'parked', problem: { code: 'ERR_PAYMENT_ANSWER_UNTRUSTED' } });
    alipay = before;
    await renewed.close();
  });
});

describe('the files of an account', () => {
  const fault = (change: object) => {
    const { issues = [] } = AlipayCredentials.safeParse(credentials(change)).error ?? {};
    return issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  };
  const stranger = () =>
    issueAlipayCertificates({
      nowMs: START_MS,
      appPublicKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey,
      alipayPublicKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey,
    });

  it('are taken as they come, also on one line', () => {
    expect(fault({})).toEqual([]);
    expect(fault({ appCertificate: files().appCertificate.replaceAll('\n', ' ') })).toEqual([]);
  });

  it.each([
    ['one of three', { alipayRootCertificate: '' }, 'alipayRootCertificate: no certificate'],
    ['a key instead of a certificate', { alipayCertificate: 'MIIB' }, 'alipayCertificate: no certificate'],
    [
      'none of them and no key',
      { appCertificate: '', alipayCertificate: '', alipayRootCertificate: '' },
      'alipayPublicKey: no public key',
    ],
  ])('are refused with %s', (_name, change, said) => {
    expect(fault(change)).toEqual([said]);
  });

  it('are refused where they belong to other keys or another authority of the same name', () => {
    const other = stranger();
    expect(fault({ appCertificate: other.appCertificate })).toEqual([
      'appCertificate: not the certificate of this private key',
    ]);
    expect(fault({ alipayCertificate: other.alipayCertificate })).toEqual([
      'alipayCertificate: its issuer did not sign it',
    ]);
    const [, curve = ''] = files().alipayRootCertificate.split(/(?=-----BEGIN)/);
    expect(fault({ alipayRootCertificate: curve })).toEqual(['alipayRootCertificate: no RSA certificate']);
  });
});
