import { expect, it } from 'vitest';
import { createClockWatch } from '#main/lib/clock-watch.ts';

const DAY_MS = 86_400_000;
const START_MS = 1_750_000_000_000;

/** A machine of which the clock can be set apart from how long it runs. */
function machine(lastAtMs: number | null = null) {
  const state = { nowMs: START_MS, runningMs: 5_000 };
  const fault = createClockWatch({ nowMs: () => state.nowMs }, () => state.runningMs, lastAtMs);
  return {
    fault,
    pass(ms: number) {
      state.nowMs += ms;
      state.runningMs += ms;
    },
    set(byMs: number) {
      state.nowMs += byMs;
    },
  };
}

it.each([
  ['forth', 400 * DAY_MS],
  ['back', -400 * DAY_MS],
])('a clock that is set %s is told until it is right again, in the same words', (_way, byMs) => {
  const { fault, pass, set } = machine();
  pass(3 * DAY_MS);
  expect(fault()).toBeNull();
  set(byMs);
  const told = { state: 'moved', fromAtMs: START_MS + 3 * DAY_MS, toAtMs: START_MS + 3 * DAY_MS + byMs };
  expect(fault()).toEqual(told);
  pass(DAY_MS);
  expect(fault()).toEqual(told);
  set(-byMs);
  expect(fault()).toBeNull();
});

it('a clock that is set right by a little is nothing to tell', () => {
  const { fault, set } = machine();
  set(-90_000);
  expect(fault()).toBeNull();
});

it('a clock that is moved once more is told anew', () => {
  const { fault, set } = machine();
  set(DAY_MS);
  fault();
  set(DAY_MS);
  expect(fault()).toEqual({ state: 'moved', fromAtMs: START_MS, toAtMs: START_MS + 2 * DAY_MS });
});

it('a clock that starts earlier than what was last written is told, and believed once it is past that', () => {
  const { fault, pass, set } = machine(START_MS + 2 * DAY_MS);
  expect(fault()).toEqual({ state: 'behind', lastAtMs: START_MS + 2 * DAY_MS });
  set(3 * DAY_MS);
  expect(fault()).toBeNull();
  pass(DAY_MS);
  expect(fault()).toBeNull();
  set(-3 * DAY_MS);
  expect(fault()).toMatchObject({ state: 'moved', toAtMs: START_MS + DAY_MS });
});
