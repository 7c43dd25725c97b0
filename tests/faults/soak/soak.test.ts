import { expect, it } from 'vitest';
import { runSoak } from '#tests/faults/soak/run-soak.ts';

const MINUTES = 60_000;

it(
  'keeps its books equal to those of six misbehaving platforms, order by order and cent by cent, killed again and again',
  { timeout: 12 * MINUTES },
  async () => {
    const report = await runSoak({
      orders: 160,
      hours: 0.9,
      speed: 90,
      seed: 20_261_128,
      killEveryMinutes: 8,
      leastKills: 2,
      quietMinutes: 480,
    });
    // The seed and all figures stand beside whatever is wrong: `npm run soak -- --seed ...` plays it again.
    expect({ ...report, faults: [] }).toEqual(report);
    expect(report.kills).toBeGreaterThanOrEqual(2);
    expect(report.paidOrders).toBeGreaterThan(100);
    expect(Object.keys(report.struck).length, JSON.stringify(report.struck)).toBeGreaterThanOrEqual(12);
  },
);
