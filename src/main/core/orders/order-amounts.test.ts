import { expect, it } from 'vitest';
import { amountsOf, differenceOf } from '#core/orders/order-amounts.ts';

const line = (quantity: number, unitPriceMinor: number) => ({
  externalLineId: '1',
  skuCode: 'A',
  title: 'A',
  variant: '',
  quantity,
  cancelledQuantity: 0,
  unitPriceMinor,
  paidMinor: 0,
  afterSales: 'none' as const,
});

it('adds up to the cent where the platform tells every discount, gifts of no price included', () => {
  const amounts = amountsOf({
    lines: [line(2, 4_999), line(1, 0)],
    promotions: [
      { kind: 'coupon', label: '满100减20', amountMinor: 2_000 },
      { kind: 'platform', label: '', amountMinor: 301 },
      { kind: 'gift', label: '赠品杯子', amountMinor: 0 },
    ],
  });
  expect(amounts.goodsMinor).toBe(9_998);
  expect(amounts.promotions).toHaveLength(3);
  expect(differenceOf(amounts, { totalMinor: 8_497, shippingFeeMinor: 800 })).toBe(0);
});

it('names what nobody explains, to either side', () => {
  const amounts = amountsOf({ lines: [line(1, 1_000)], promotions: [{ kind: 'shop', label: '', amountMinor: 0 }] });
  expect(amounts.promotions).toEqual([]);
  expect(differenceOf(amounts, { totalMinor: 1_070, shippingFeeMinor: 0 })).toBe(70);
  expect(differenceOf(amounts, { totalMinor: 900, shippingFeeMinor: 0 })).toBe(-100);
});
