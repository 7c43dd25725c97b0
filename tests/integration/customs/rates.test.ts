import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customsWorld } from '#main/usecases/customs/rules/customs-world.ts';
import { enterRate } from '#main/usecases/customs/rules/enter-rate.ts';
import { importRates } from '#main/usecases/customs/rules/import-rates.ts';
import { newestRates } from '#main/usecases/customs/rules/rate-rows.ts';
import { openTestContext, TEST_ACT } from '#tests/support/test-context.ts';
import type { TestContext } from '#tests/support/test-context.ts';

const coded = (code: string) => expect.objectContaining({ code });

function dayOf(context: TestContext, offset: number): string {
  return new Date(context.clock.nowMs() + offset * 86_400_000).toISOString().slice(0, 10);
}

function enter(context: TestContext, from: string, to: string, rate: string, offset = 0, isSure = false) {
  enterRate(context, TEST_ACT, { from, to, rate, day: dayOf(context, offset), source: 'bank', isSure });
}

describe('rates of exchange', () => {
  it('convert in the minor units of each currency, turned round too, and through a third currency', () => {
    using context = openTestContext();
    enter(context, 'EUR', 'CNY', '7.8');
    enter(context, 'EUR', 'JPY', '160');
    enter(context, 'XDR', 'EUR', '1.17');
    const world = customsWorld(context.read, dayOf(context, 0));
    expect(world.rate('EUR', 'CNY')).toEqual({ minorPerUnit: 780, day: dayOf(context, 0) });
    expect(world.rate('CNY', 'EUR')?.minorPerUnit).toBeCloseTo(100 / 7.8, 6);
    expect(world.rate('JPY', 'CNY')?.minorPerUnit).toBeCloseTo((7.8 / 160) * 100, 6);
    expect(world.rate('EUR', 'THB')).toBeNull();
    expect(world.sdr).toMatchObject({ currency: 'EUR', minorPerSdr: 117 });
  });

  it('are taken from the newest day, and corrected on the same day', () => {
    using context = openTestContext();
    enter(context, 'EUR', 'CNY', '7.80', -2);
    enter(context, 'EUR', 'CNY', '7.90', -1);
    enter(context, 'EUR', 'CNY', '7.91', -1);
    expect(newestRates(context.read)).toMatchObject([
      { rate: '7.91', day: dayOf(context, -1), enteredBy: 'Ann', source: 'bank' },
    ]);
    expect(newestRates(context.read, dayOf(context, -2))).toMatchObject([{ rate: '7.80' }]);
  });

  it('are those of the ship date: a later one changes nothing, and an earlier one is taken where that day has none', () => {
    using context = openTestContext();
    enter(context, 'EUR', 'CNY', '7.80', -3);
    enter(context, 'EUR', 'CNY', '7.90', -1);
    enter(context, 'XDR', 'EUR', '1.17', -3);
    enter(context, 'XDR', 'EUR', '1.20', -1);
    const on = (offset: number) => {
      const { rate, sdr } = customsWorld(context.read, dayOf(context, offset));
      return [rate('EUR', 'CNY'), sdr?.minorPerSdr ?? null];
    };
    const old = { minorPerUnit: 780, day: dayOf(context, -3) };
    const young = { minorPerUnit: 790, day: dayOf(context, -1) };
    expect([-4, -3, -2, -1, 0].map(on)).toEqual([
      [null, null],
      [old, 117],
      [old, 117],
      [young, 120],
      [young, 120],
    ]);
  });

  it('are refused when absurd: no number, no currency, no day, a day to come', () => {
    using context = openTestContext();
    for (const rate of ['0', '0.000', '-1', '1e3', '7,8', '', 'NaN', '1'.repeat(12)])
      expect(() => enter(context, 'EUR', 'CNY', rate), rate).toThrow(coded('ERR_CUSTOMS_RATE_INVALID'));
    expect(() => enter(context, 'EUR', 'EUR', '1')).toThrow(coded('ERR_CUSTOMS_RATE_INVALID'));
    expect(() => enter(context, 'EUR', 'ZZZ', '1')).toThrow(coded('ERR_CUSTOMS_RATE_INVALID'));
    expect(() => enter(context, 'EUR', 'CNY', '7.8', 2)).toThrow(coded('ERR_CUSTOMS_RATE_INVALID'));
    for (const day of ['2026-02-30', '1999-12-31', '2026-13-01'])
      expect(() =>
        enterRate(context, TEST_ACT, { from: 'EUR', to: 'CNY', rate: '7.8', day, source: '', isSure: true }),
      ).toThrow(coded('ERR_CUSTOMS_RATE_INVALID'));
    expect(newestRates(context.read)).toEqual([]);
  });

  it('ask again when far from what is known, turned round or a digit off', () => {
    using context = openTestContext();
    enter(context, 'EUR', 'CNY', '7.8', -1);
    for (const rate of ['78', '0.78', '9.8'])
      expect(() => enter(context, 'EUR', 'CNY', rate)).toThrow(coded('ERR_CUSTOMS_RATE_UNLIKELY'));
    expect(() => enter(context, 'CNY', 'EUR', '7.8')).toThrow(coded('ERR_CUSTOMS_RATE_UNLIKELY'));
    expect(() => enter(context, 'XDR', 'USD', '0.7')).toThrow(coded('ERR_CUSTOMS_RATE_UNLIKELY'));
    enter(context, 'EUR', 'CNY', '9.8', 0, true);
    expect(newestRates(context.read)).toMatchObject([{ rate: '9.8' }]);
  });

  it('come back the same after there and back, whatever the rate', () => {
    using context = openTestContext();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (thousandths) => {
        enter(
          context,
          'EUR',
          'KRW',
          `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`,
          0,
          true,
        );
        const world = customsWorld(context.read, dayOf(context, 0));
        const there = world.rate('EUR', 'KRW')!.minorPerUnit;
        expect((world.rate('KRW', 'EUR')!.minorPerUnit / 100) * there).toBeCloseTo(1, 9);
      }),
      { numRuns: 40 },
    );
  });
});

describe('importRates', () => {
  const file = (text: string) => ({ fileName: 'rates.csv', bytes: Buffer.from(text, 'utf8') });

  it('takes in the rows that stand and lists each other one with its reason', async () => {
    using context = openTestContext();
    const day = dayOf(context, 0);
    const result = await importRates(
      context,
      TEST_ACT,
      file(
        `\uFEFFFrom,To,Date,Rate\neur,CNY,${day.replaceAll('-', '/')},7.8\nUSD,CNY,${day},abc\nEUR,CNY,${day},78\nXDR,EUR,${day},1.17\n`,
      ),
    );
    expect(result).toEqual({
      taken: 2,
      refused: [
        { rowNumber: 3, code: 'ERR_CUSTOMS_RATE_INVALID', detail: 'rate' },
        { rowNumber: 4, code: 'ERR_CUSTOMS_RATE_UNLIKELY', detail: '7.80000' },
      ],
    });
    expect(newestRates(context.read)).toHaveLength(2);
  });

  it('reads Chinese headings, and refuses a file without the columns', async () => {
    using context = openTestContext();
    const day = dayOf(context, 0);
    expect(await importRates(context, TEST_ACT, file(`币种;目标币种;日期;汇率\nUSD;CNY;${day};7.1\n`))).toMatchObject({
      taken: 1,
    });
    await expect(importRates(context, TEST_ACT, file('a,b\n1,2\n'))).rejects.toThrow(
      coded('ERR_CUSTOMS_RATES_COLUMNS'),
    );
  });
});
