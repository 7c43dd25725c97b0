import { describe, expect, it } from 'vitest';
import { createOrderGenerator } from './order-generator.ts';
import { createSeededRandom } from './seeded-random.ts';

const many = (count: number, seed = 1, foreignShare = 0) => {
  const generator = createOrderGenerator(createSeededRandom(seed), { foreignShare });
  return Array.from({ length: count }, () => generator.next());
};

describe('the order generator', () => {
  it('makes the same orders from the same seed and others from another', () => {
    expect(many(50)).toEqual(many(50));
    expect(many(50)).not.toEqual(many(50, 2));
  });

  it('lets lines and postage add up to what was paid', () => {
    for (const order of many(200)) {
      const lines = order.lines.reduce(
        (sum, line) => sum + line.quantity * line.unitPriceMinor - line.discountMinor,
        0,
      );
      expect(order.paidMinor).toBe(lines + order.postageMinor);
      expect(Number.isInteger(order.paidMinor)).toBe(true);
    }
  });

  it('mixes all situations, most of them paid', () => {
    const situations = many(1_000).map((order) => order.situation);
    expect(new Set(situations).size).toBe(7);
    expect(situations.filter((situation) => situation === 'paid').length).toBeGreaterThan(700);
  });

  it('reaches counties without a city, rare characters and other scripts', () => {
    const orders = many(2_000);
    expect(orders.some((order) => order.place.city === '')).toBe(true);
    expect(orders.some((order) => /[堃喆䶮𬭎]/u.test(order.buyer.name))).toBe(true);
    const abroad = many(300, 1, 1);
    expect(abroad.every((order) => order.place.countryCode !== 'CN')).toBe(true);
    expect(abroad.some((order) => /\p{Script=Thai}/u.test(order.buyer.name))).toBe(true);
    expect(abroad.some((order) => /[ŁóäéãÍ]/.test(order.buyer.name))).toBe(true);
  });

  it('takes exact goods and situations, and refuses goods it does not have', () => {
    const generator = createOrderGenerator(createSeededRandom(1));
    const order = generator.next({ situation: 'closed', lines: [{ code: 'TEE-M', quantity: 3 }] });
    expect(order.situation).toBe('closed');
    expect(order.lines).toMatchObject([{ quantity: 3, good: { code: 'TEE-M' } }]);
    expect(() => generator.next({ lines: [{ code: 'NOTHING', quantity: 1 }] })).toThrow('no good NOTHING');
  });
});
