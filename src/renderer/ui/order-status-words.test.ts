import { expect, it } from 'vitest';
import { orderStatusWords } from '#renderer/ui/order-status-words.ts';

it('tells a refund that was paid out from one that is asked for', () => {
  const stopped = { status: 'refunding', payment: 'paid' } as const;
  expect(orderStatusWords({ ...stopped, afterSales: 'requested' })).toBe('refunding');
  expect(orderStatusWords({ ...stopped, payment: 'refunded', afterSales: 'in_progress' })).toBe('refunding');
  expect(orderStatusWords({ ...stopped, afterSales: 'refunded' })).toBe('refunded');
  expect(orderStatusWords({ ...stopped, payment: 'refunded', afterSales: 'none' })).toBe('refunded');
  expect(orderStatusWords({ ...stopped, payment: 'voided', afterSales: 'none' })).toBe('voided');
});

it('leaves a parcel that left before its refund as it is', () => {
  expect(orderStatusWords({ status: 'shipped', payment: 'refunded', afterSales: 'refunded' })).toBe('shipped');
});
