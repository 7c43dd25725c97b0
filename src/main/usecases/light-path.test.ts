import { expect, it } from 'vitest';
import { createLightPath } from '#main/usecases/light-path.ts';

function bench(limit = 100) {
  const world = { nowMs: 0, orders: 0, changes: [] as boolean[] };
  const path = createLightPath({
    clock: { nowMs: () => world.nowMs },
    limitPerMinute: () => limit,
    ordersSoFar: () => world.orders,
    onChange: (isOn) => world.changes.push(isOn),
  });
  const come = (orders: number, inMs: number): void => {
    for (let part = 0; part < 10; part += 1) {
      world.nowMs += inMs / 10;
      world.orders += orders / 10;
      path.note();
    }
  };
  return { world, path, come };
}

it('goes on above the limit of a minute, once, and off when the rush is over', () => {
  const { world, path, come } = bench();
  come(100, 60_000);
  expect(path.isOn()).toBe(false);
  come(200, 5_000);
  expect(path.isOn()).toBe(true);
  expect(path.sinceMs()).not.toBeNull();
  come(10, 59_000);
  expect(path.isOn()).toBe(false);
  expect(world.changes).toEqual([true, false]);
});

it('stays off where the limit is 0, and does not hang on to a clock that was set back', () => {
  const never = bench(0);
  never.come(10_000, 1_000);
  expect(never.path.isOn()).toBe(false);
  const { world, path, come } = bench();
  come(200, 1_000);
  world.nowMs -= 3_600_000;
  path.note();
  expect(path.isOn()).toBe(false);
});
