import { describe, expect, it } from 'vitest';
import { FAULT_KINDS } from '#shared/contract/demo-shops.ts';
import { createFaultSwitchboard } from './fault-switchboard.ts';
import type { FaultRule } from './fault-switchboard.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createManualClock } from './simulator-clock.ts';

const START = 1_000_000;

function board() {
  const clock = createManualClock(START);
  return { clock, faults: createFaultSwitchboard(clock, createSeededRandom(1)) };
}

/** Which of ten requests are hit. */
function hitsOf(rule: Omit<FaultRule, 'kind'>): number[] {
  const { faults } = board();
  faults.switchOn({ kind: 'http-500', ...rule });
  return Array.from({ length: 10 }, (_, index) => index).filter(() => faults.draw('http-500', 'read') !== undefined);
}

describe('the fault switchboard', () => {
  it('fires once unless told otherwise', () => {
    expect(hitsOf({})).toEqual([0]);
    expect(hitsOf({ times: 3 })).toEqual([0, 1, 2]);
    expect(hitsOf({ times: Infinity })).toHaveLength(10);
  });

  it.each(FAULT_KINDS)('draws %s only when it is switched on', (kind) => {
    const { faults } = board();
    expect(faults.draw(kind, 'read')).toBeUndefined();
    faults.switchOn({ kind });
    expect(faults.draw(kind, 'read')).toEqual({ kind });
  });

  it('follows a schedule of requests', () => {
    expect(hitsOf({ skip: 4 })).toEqual([4]);
    expect(hitsOf({ skip: 1, every: 3, times: Infinity })).toEqual([1, 4, 7]);
  });

  it('follows a schedule of time', () => {
    const { clock, faults } = board();
    faults.switchOn({ kind: 'slow', fromMs: START + 10, untilMs: START + 20, times: Infinity });
    const hit = (): boolean => faults.draw('slow', 'read') !== undefined;
    expect(hit()).toBe(false);
    clock.advance(10);
    expect(hit()).toBe(true);
    clock.advance(10);
    expect(hit()).toBe(false);
  });

  it('strikes by chance, the same way for the same seed', () => {
    const hits = hitsOf({ probability: 0.5, times: Infinity });
    expect(hits.length).toBeGreaterThan(1);
    expect(hits.length).toBeLessThan(9);
    expect(hitsOf({ probability: 0.5, times: Infinity })).toEqual(hits);
  });

  it('strikes only the named operation and kind', () => {
    const { faults } = board();
    const handle = faults.switchOn({ kind: 'http-500', operation: 'write' });
    expect(faults.draw('http-500', 'read')).toBeUndefined();
    expect(faults.draw('slow', 'write')).toBeUndefined();
    expect(faults.draw('http-500', 'write')).toBe(handle.rule);
    expect(handle.fired()).toBe(1);
    expect(faults.firings()).toEqual([{ kind: 'http-500', operation: 'write', atMs: START }]);
    expect([faults.firedCount(), faults.firedCount('slow')]).toEqual([1, 0]);
  });

  it('can be switched off by handle, by kind and altogether', () => {
    const { faults } = board();
    const always = { times: Infinity } as const;
    const one = faults.switchOn({ kind: 'http-500', ...always });
    faults.switchOn({ kind: 'slow', ...always });
    faults.switchOn({ kind: 'hang', ...always });
    one.off();
    expect(faults.draw('http-500', 'read')).toBeUndefined();
    faults.switchOff('slow');
    expect(faults.draw('slow', 'read')).toBeUndefined();
    expect(faults.draw('hang', 'read')).toBeDefined();
    faults.switchOff();
    expect(faults.draw('hang', 'read')).toBeUndefined();
  });

  it('keeps standing faults in force without counting them', () => {
    const { clock, faults } = board();
    faults.switchOn({ kind: 'clock-skew', skewMs: 5, untilMs: START + 1 });
    expect(faults.standing('clock-skew')?.skewMs).toBe(5);
    expect(faults.standing('clock-skew')?.skewMs).toBe(5);
    expect(faults.standing('huge-ids')).toBeUndefined();
    clock.advance(1);
    expect(faults.standing('clock-skew')).toBeUndefined();
    expect(faults.firedCount()).toBe(0);
  });
});
