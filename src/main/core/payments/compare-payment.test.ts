import { expect, it } from 'vitest';
import { dueDifference } from '#core/payments/compare-payment.ts';

const claim = (amountMinor: number, currency: string) => ({
  outTradeNo: 'A1',
  tradeNumber: '',
  amountMinor,
  currency,
  merchant: '',
});

it.each([
  ['CNY', '1.00', '98.00'],
  ['JPY', '100', '9800'],
  ['KWD', '0.100', '9.800'],
])('names amounts of %s with the digits of the currency', (currency, told, wanted) => {
  expect(dueDifference(claim(100, currency), { totalMinor: 9800, currency })).toEqual({
    code: 'ERR_PAYMENT_AMOUNT_DIFFERS',
    data: { told, wanted, currency },
  });
});

it('finds no difference where all that is due is paid', () => {
  expect(dueDifference(claim(9800, 'CNY'), { totalMinor: 9800, currency: 'CNY' })).toBeNull();
});
