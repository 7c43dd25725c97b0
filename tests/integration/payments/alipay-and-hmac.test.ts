import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAlipaySimulator } from '#main/simulators/alipay/alipay-simulator.ts';
import type { AlipaySimulator } from '#main/simulators/alipay/alipay-simulator.ts';
import { sendCallback } from '#main/simulators/kit/send-callback.ts';
import { askForOrder } from '#main/usecases/payments/ask-payment.ts';
import { openPaymentBed } from '#tests/integration/payments/payment-bed.ts';
import type { PaymentBed } from '#tests/integration/payments/payment-bed.ts';
import { START_MS, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

let bed: PaymentBed;
let alipay: AlipaySimulator;
const time = { nowMs: () => START_MS };

beforeAll(async () => {
  alipay = await startAlipaySimulator({ clock: time });
});
afterAll(() => alipay.close());
beforeEach(async () => {
  bed = await openPaymentBed();
  alipay.faults.switchOff();
});
afterEach(() => bed.close());

const TAKEN = { kind: 'answered', status: 200, body: 'success' };

describe('Alipay', () => {
  let url: string;
  let accountId: string;
  beforeEach(() => {
    const account = bed.account({
      providerId: 'alipay',
      numberPattern: 'PB-{number}',
      config: { alipayAppId: alipay.appId, sellerId: alipay.sellerId, alipayGatewayUrl: alipay.url },
      credentials: { appPrivateKey: alipay.appPrivateKey, alipayPublicKey: alipay.alipayPublicKey },
    });
    accountId = account.id;
    url = bed.urlOf(account.callbackPath);
  });
  const paid = (number: string, totalAmount = '98.00') => {
    alipay.add({ outTradeNo: `PB-${number}`, totalAmount });
    return alipay.pay(`PB-${number}`);
  };

  it('pays an order by its prefixed number after the query agreed, told twice', async () => {
    bed.awaiting('A1');
    const { tradeNo } = paid('A1');
    expect(await alipay.notify(url, 'PB-A1', { times: 2 })).toEqual([TAKEN, TAKEN]);
    expect(bed.messages()).toEqual([{ kind: 'callback', verdict: 'taken', seen: 2 }]);
    expect(await bed.askOnce()).toEqual({ kind: 'settled' });
    expect(bed.order('A1')).toMatchObject({ payment: 'paid' });
    expect(bed.of('A1').payments).toMatchObject([{ tradeNumber: tradeNo, paidAtMs: START_MS }]);
  });

  it('takes a notification that was signed with sign_type kept', async () => {
    bed.awaiting('A2');
    paid('A2');
    expect(await alipay.notify(url, 'PB-A2', { keepSignType: true })).toEqual([TAKEN]);
  });

  it.each([
    ['a flipped bit', { flipByte: true }],
    ['a stranger’s key', { signedWith: 'stranger' as const }],
    ['another seller', { sellerId: '2088000000000000' }],
    ['another application', { appId: '2021000000000999' }],
  ])('refuses %s', async (_name, how) => {
    bed.awaiting('A3');
    paid('A3');
    const [answer] = await alipay.notify(url, 'PB-A3', how);
    expect(answer).toMatchObject({ kind: 'answered', body: 'fail' });
    expect(bed.messages()).toEqual([]);
  });

  it('asks again after ACQ.SYSTEM_ERROR, and believes no unsigned answer', async () => {
    bed.awaiting('A4');
    paid('A4');
    await alipay.notify(url, 'PB-A4');
    alipay.faults.switchOn({ kind: 'error-body' });
    expect(await bed.askOnce()).toMatchObject({ kind: 'again', problem: { data: { vendorCode: 'ACQ.SYSTEM_ERROR' } } });
    alipay.signAnswersAsStranger(true);
    expect(await bed.askOnce()).toMatchObject({ kind: 'parked', problem: { code: 'ERR_PAYMENT_ANSWER_UNTRUSTED' } });
    alipay.signAnswersAsStranger(false);
  });

  it('holds an order of which a refund is told', async () => {
    bed.awaiting('A5');
    paid('A5');
    await alipay.notify(url, 'PB-A5');
    await bed.askOnce();
    await alipay.notify(url, 'PB-A5', { refundFee: '10.00' });
    expect(bed.holds('A5')).toEqual(['payment_refunded']);
  });

  it('asks about an order whose callback never came', async () => {
    bed.awaiting('A6');
    paid('A6');
    expect(bed.of('A6').askable).toEqual([{ id: accountId, name: 'Till' }]);
    askForOrder(bed.context, bed.services, SYSTEM_ACT, bed.orderId('A6'), accountId);
    expect(await bed.askOnce()).toEqual({ kind: 'settled' });
    expect(bed.order('A6')).toMatchObject({ payment: 'paid' });
  });

  it('asks again about what Alipay does not know yet', async () => {
    bed.awaiting('A7');
    askForOrder(bed.context, bed.services, SYSTEM_ACT, bed.orderId('A7'), accountId);
    expect(await bed.askOnce()).toMatchObject({ kind: 'again', problem: { code: 'ERR_PAYMENT_NOT_FOUND' } });
  });
});

describe('a system of one’s own', () => {
  const SECRET = 'a secret of sixteen';
  const sign = (bytes: string, secret = SECRET) => `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
  const body = (number: string, change: Record<string, unknown> = {}) =>
    JSON.stringify({
      id: `d-${number}`,
      number,
      trade_number: `t-${number}`,
      state: 'paid',
      amount_minor: 9800,
      currency: 'CNY',
      merchant: 'shop',
      paid_at: '2026-11-22T10:00:00+08:00',
      ...change,
    });
  const answers = new Map<string, string>();
  const asked: string[] = [];
  const till = createServer((request, response) => {
    const address = request.url ?? '';
    const seconds = String(request.headers['x-packbench-timestamp'] ?? '');
    asked.push(request.headers['x-hub-signature-256'] === sign(`GET\n${address}\n${seconds}`) ? 'signed' : 'unsigned');
    const answer = answers.get(address.split('=')[1] ?? '');
    if (answer === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'application/json', 'x-hub-signature-256': sign(answer) }).end(answer);
  });
  let url: string;
  beforeAll(() => new Promise<void>((resolve) => till.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>((resolve) => till.close(() => resolve())));
  beforeEach(() => {
    const { port } = till.address() as AddressInfo;
    url = bed.urlOf(
      bed.account({
        providerId: 'hmac',
        config: { merchantId: 'shop', paymentQueryUrl: `http://127.0.0.1:${port}/pay?n={number}` },
        credentials: { callbackSecret: SECRET },
      }).callbackPath,
    );
  });
  const tell = (text: string, signature = sign(text)) =>
    sendCallback(url, { 'x-hub-signature-256': signature }, Buffer.from(text));

  it('pays an order by a signed callback and a signed answer', async () => {
    bed.awaiting('H1');
    answers.set('H1', body('H1'));
    expect(await tell(body('H1'))).toEqual({ kind: 'answered', status: 200, body: '{"ok":true}' });
    expect(await bed.askOnce()).toEqual({ kind: 'settled' });
    expect(asked.at(-1)).toBe('signed');
    expect(bed.order('H1')).toMatchObject({ payment: 'paid' });
  });

  it('tells a second payment of a paid order by a hold', async () => {
    bed.awaiting('H2');
    answers.set('H2', body('H2'));
    await tell(body('H2'));
    await bed.askOnce();
    await tell(body('H2', { id: 'again', trade_number: 'other' }));
    expect(bed.holds('H2')).toEqual(['payment_twice']);
  });

  it('parks where callback and answer name different payments', async () => {
    bed.awaiting('H3');
    answers.set('H3', body('H3', { trade_number: 'other' }));
    await tell(body('H3'));
    expect(await bed.askOnce()).toMatchObject({ kind: 'parked', problem: { code: 'ERR_PAYMENT_TRADE_DIFFERS' } });
    expect(bed.holds('H3')).toEqual(['ERR_PAYMENT_TRADE_DIFFERS']);
  });

  it('refuses a wrong signature, another merchant and a body that says nothing', async () => {
    const text = body('H4');
    expect(await tell(text, sign(text, 'another secret!!'))).toMatchObject({ status: 401 });
    expect(await tell(body('H4', { merchant: 'other' }))).toMatchObject({ status: 409 });
    expect(await tell('{}')).toMatchObject({ status: 400 });
    expect(await sendCallback(bed.urlOf('/push/pay/nobody'), {}, Buffer.from(''))).toMatchObject({ status: 404 });
  });
});
