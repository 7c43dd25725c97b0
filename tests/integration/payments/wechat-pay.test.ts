import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startWechatPaySimulator } from '#main/simulators/wechat-pay/wechat-pay-simulator.ts';
import type { WechatPaySimulator } from '#main/simulators/wechat-pay/wechat-pay-simulator.ts';
import { testAccount } from '#main/usecases/payments/manage-accounts.ts';
import { checkMayPack } from '#main/usecases/packing/check-may-pack.ts';
import { openPaymentBed } from '#tests/integration/payments/payment-bed.ts';
import type { PaymentBed } from '#tests/integration/payments/payment-bed.ts';
import { START_MS, paidDraft } from '#tests/support/use-case-bed.ts';

let bed: PaymentBed;
let wechat: WechatPaySimulator;
let url: string;
const time = { atMs: START_MS, nowMs: () => time.atMs };

beforeAll(async () => {
  wechat = await startWechatPaySimulator({ clock: time });
});
afterAll(() => wechat.close());

beforeEach(async () => {
  bed = await openPaymentBed();
  bed.clock.atMs = time.atMs;
  wechat.faults.switchOff();
  url = bed.urlOf(bed.account(settings()).callbackPath);
});
afterEach(() => bed.close());

const settings = (platformCertificates = wechat.certificate()) => ({
  providerId: 'wechat-pay',
  config: { mchId: wechat.mchId, apiBaseUrl: wechat.url },
  credentials: {
    apiV3Key: wechat.apiV3Key,
    merchantSerial: wechat.merchantSerial,
    merchantPrivateKey: wechat.merchantPrivateKey,
    platformCertificates,
  },
});

const TAKEN = { kind: 'answered', status: 204, body: '' };
const paidAt = (number: string, totalFen = 9800) => {
  wechat.add({ outTradeNo: number, totalFen });
  return wechat.pay(number);
};

it('makes an order paid only after the query agreed, and reserves its stock then', async () => {
  bed.awaiting('A1');
  const { transactionId } = paidAt('A1');
  expect(await wechat.notify(url, 'A1')).toEqual([TAKEN]);
  expect(bed.order('A1')).toMatchObject({ payment: 'awaited', status: 'awaiting_payment' });
  expect(() => checkMayPack(bed.context.read, bed.orderId('A1'))).toThrow('ERR_ORDER_NOT_PAID');
  expect(await bed.askOnce()).toEqual({ kind: 'settled' });
  expect(bed.order('A1')).toMatchObject({ payment: 'paid', fulfilment: 'reserved', status: 'ready_to_pack' });
  expect(bed.of('A1').payments).toMatchObject([{ state: 'confirmed', tradeNumber: transactionId, amountMinor: 9800 }]);
  expect(bed.eventTypes(bed.orderId('A1'))).toEqual(
    expect.arrayContaining(['payment.callback_received', 'payment.confirmed', 'order.paid', 'stock.reserved']),
  );
  expect(bed.messages()).toEqual([
    { kind: 'callback', verdict: 'taken', seen: 1 },
    { kind: 'query', verdict: 'agreed', seen: 1 },
  ]);
});

it('counts what comes twice, and asks once', async () => {
  bed.awaiting('A2');
  paidAt('A2');
  expect(await wechat.notify(url, 'A2', { times: 2 })).toEqual([TAKEN, TAKEN]);
  expect(await wechat.notify(url, 'A2')).toEqual([TAKEN]);
  expect(bed.messages()).toEqual([
    { kind: 'callback', verdict: 'taken', seen: 2 },
    { kind: 'callback', verdict: 'duplicate', seen: 1 },
  ]);
  expect(bed.jobs()).toBe(1);
});

it.each([
  ['a flipped bit', { flipByte: true }, 'ERR_PAYMENT_SIGNATURE_INVALID'],
  ['a time that is six minutes off', { lateMs: 360_000 }, 'ERR_PAYMENT_CALLBACK_STALE'],
  ['a key of a stranger', { signedWith: 'stranger' as const }, 'ERR_PAYMENT_SERIAL_UNKNOWN'],
  ['a probe', { probe: true }, 'ERR_PAYMENT_SIGNATURE_INVALID'],
  ['a payment of another merchant', { mchId: '1900000999' }, 'ERR_PAYMENT_MERCHANT_WRONG'],
])('takes nothing of %s and says so on the account', async (_name, how, code) => {
  bed.awaiting('A3');
  paidAt('A3');
  const [answer] = await wechat.notify(url, 'A3', how);
  expect(answer).toMatchObject({ kind: 'answered', body: JSON.stringify({ code: 'FAIL', message: code }) });
  expect(bed.messages()).toEqual([]);
  const refusal = bed.context.read.pluck<[], string>('SELECT refusal_json FROM payment_accounts').get();
  expect(refusal).toContain(code);
  expect(await wechat.notify(url, 'A3')).toEqual([TAKEN]);
  expect(bed.context.read.pluck<[], string | null>('SELECT refusal_json FROM payment_accounts').get()).toBeNull();
});

it('fetches the certificates of a platform that signs with a new key, once in ten minutes at most', async () => {
  bed.awaiting('A4');
  paidAt('A4');
  const before = wechat.requests.count('certificates');
  wechat.rotateKey();
  expect(await wechat.notify(url, 'A4')).toEqual([TAKEN]);
  await wechat.notify(url, 'A4', { signedWith: 'stranger' });
  expect(wechat.requests.count('certificates') - before).toBe(1);
  // The old one is not among them any more.
  const [old] = await wechat.notify(url, 'A4', { signedWith: 'old' });
  expect(old).toMatchObject({ status: 401 });
  expect(await bed.askOnce()).toEqual({ kind: 'settled' });
});

it('asks three times with growing waits, then leaves it to a person; asked anew, it begins again', async () => {
  bed.awaiting('A5');
  paidAt('A5');
  wechat.faults.switchOn({ kind: 'error-body', operation: 'query', times: 3 });
  await wechat.notify(url, 'A5');
  expect(await bed.askOnce()).toMatchObject({
    kind: 'again',
    afterMs: 60_000,
    problem: { code: 'ERR_PAYMENT_UNREACHABLE' },
  });
  expect(await bed.askOnce()).toMatchObject({ kind: 'again', afterMs: 180_000 });
  expect(await bed.askOnce()).toMatchObject({ kind: 'parked' });
  expect(bed.payment()).toMatchObject({ state: 'parked', attempts: 3 });
  expect(bed.order('A5')).toMatchObject({ payment: 'awaited' });
  expect(await bed.askOnce()).toEqual({ kind: 'settled' });
  expect(bed.order('A5')).toMatchObject({ payment: 'paid' });
});

it('waits while the buyer still types the password, and parks at once what nobody will pay', async () => {
  bed.awaiting('A6');
  paidAt('A6');
  await wechat.notify(url, 'A6');
  wechat.setState('A6', 'USERPAYING');
  expect(await bed.askOnce()).toMatchObject({
    kind: 'again',
    problem: { code: 'ERR_PAYMENT_NOT_PAID', data: { state: 'USERPAYING' } },
  });
  wechat.setState('A6', 'CLOSED');
  expect(await bed.askOnce()).toMatchObject({ kind: 'parked', problem: { data: { state: 'CLOSED' } } });
  expect(bed.order('A6')).toMatchObject({ payment: 'awaited' });
});

it('holds an order whose callback tells another amount, and never pays it by that', async () => {
  bed.awaiting('A7');
  paidAt('A7', 100);
  await wechat.notify(url, 'A7');
  expect(bed.holds('A7')).toEqual(['ERR_PAYMENT_AMOUNT_DIFFERS']);
  expect(await bed.askOnce()).toMatchObject({
    kind: 'parked',
    problem: { code: 'ERR_PAYMENT_AMOUNT_DIFFERS', data: { told: '1.00', wanted: '98.00', currency: 'CNY' } },
  });
  expect(bed.order('A7')).toMatchObject({ payment: 'awaited' });
});

it('believes neither of a callback and an answer that differ', async () => {
  bed.awaiting('A8');
  paidAt('A8', 100);
  await wechat.notify(url, 'A8', { totalFen: 9800 });
  expect(await bed.askOnce()).toMatchObject({ kind: 'parked', problem: { code: 'ERR_PAYMENT_AMOUNT_DIFFERS' } });
  expect(bed.order('A8')).toMatchObject({ payment: 'awaited' });
});

it('believes no answer that the platform did not sign', async () => {
  bed.awaiting('A9');
  paidAt('A9');
  await wechat.notify(url, 'A9');
  wechat.signAnswersAsStranger(true);
  const outcome = await bed.askOnce();
  wechat.signAnswersAsStranger(false);
  expect(outcome).toMatchObject({ kind: 'parked', problem: { code: 'ERR_PAYMENT_ANSWER_UNTRUSTED' } });
});

it('keeps a callback until its order comes', async () => {
  paidAt('B1');
  expect(await wechat.notify(url, 'B1')).toEqual([TAKEN]);
  expect(bed.payment()).toMatchObject({ state: 'waiting_order', order_id: null });
  expect(bed.jobs()).toBe(0);
  bed.awaiting('B1');
  expect(bed.payment()).toMatchObject({ state: 'asking', order_id: bed.orderId('B1') });
  expect(await bed.askOnce()).toEqual({ kind: 'settled' });
  expect(bed.order('B1')).toMatchObject({ payment: 'paid' });
});

it('finds a later order by any of its numbers', async () => {
  paidAt('1001');
  await wechat.notify(url, '1001');
  bed.awaiting('gid-77', { externalIds: [{ kind: 'order', value: '1001' }] });
  expect(bed.payment()).toMatchObject({ state: 'asking', order_id: bed.orderId('gid-77') });
});

it('holds a paid order of which the platform tells a refund', async () => {
  bed.awaiting('B2');
  paidAt('B2');
  await wechat.notify(url, 'B2');
  await bed.askOnce();
  wechat.refund('B2', 500);
  expect(await wechat.notifyRefund(url, 'B2')).toEqual([TAKEN]);
  expect(bed.order('B2')).toMatchObject({ payment: 'paid', status: 'on_hold' });
  expect(bed.holds('B2')).toEqual(['payment_refunded']);
});

it('does not unpay a confirmed order when its shop repeats that it waits', async () => {
  bed.awaiting('B3');
  paidAt('B3');
  await wechat.notify(url, 'B3');
  await bed.askOnce();
  bed.intake([paidDraft('B3', 'MUG', 1, { payment: 'awaited', paidAtMs: null, platformVersionMs: START_MS + 1 })]);
  expect(bed.order('B3')).toMatchObject({ payment: 'paid', status: 'ready_to_pack' });
});

it('never makes a cancelled order a paid one', async () => {
  bed.awaiting('B4');
  paidAt('B4');
  await wechat.notify(url, 'B4');
  bed.intake([
    paidDraft('B4', 'MUG', 1, { payment: 'awaited', fulfilment: 'cancelled', platformVersionMs: START_MS + 1 }),
  ]);
  expect(await bed.askOnce()).toMatchObject({ kind: 'parked', problem: { code: 'ERR_PAYMENT_ORDER_ENDED' } });
  expect(bed.order('B4')).toMatchObject({ payment: 'awaited', status: 'cancelled' });
});

it('pays no order whose platform collects the money', async () => {
  bed.awaiting('B5');
  paidAt('B5');
  bed.collects.here = false;
  await wechat.notify(url, 'B5');
  expect(await bed.askOnce()).toMatchObject({ kind: 'parked', problem: { code: 'ERR_PAYMENT_BY_PLATFORM' } });
  expect(bed.order('B5')).toMatchObject({ payment: 'awaited' });
});

it('tries an account by asking for a payment that nobody made', async () => {
  expect(await testAccount(bed.services, settings())).toEqual({ ok: true, problem: null });
  const wrong = settings();
  const answer = await testAccount(bed.services, {
    ...wrong,
    credentials: { ...wrong.credentials, merchantSerial: '00' },
  });
  expect(answer).toMatchObject({
    ok: false,
    problem: { code: 'ERR_PAYMENT_AUTH', data: { vendorCode: 'SIGN_ERROR' } },
  });
});
