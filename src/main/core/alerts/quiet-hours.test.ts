import { describe, expect, it } from 'vitest';
import { quietUntilMs } from '#core/alerts/quiet-hours.ts';

const NIGHT = { enabled: true, fromMinute: 22 * 60, untilMinute: 8 * 60, criticalPasses: true };
const at = (iso: string): number => Date.parse(iso);
const until = (iso: string, zone: string, quiet = NIGHT): string | null => {
  const endMs = quietUntilMs(quiet, at(iso), zone);
  return endMs === null ? null : new Date(endMs).toISOString();
};

describe('quiet hours', () => {
  it('are those of the clock in the warehouse, over midnight', () => {
    // 23:30 and 03:00 in Shanghai end at 08:00 there, which is midnight in UTC.
    expect(until('2026-11-28T15:30:00Z', 'Asia/Shanghai')).toBe('2026-11-29T00:00:00.000Z');
    expect(until('2026-11-28T19:00:00Z', 'Asia/Shanghai')).toBe('2026-11-29T00:00:00.000Z');
    expect(until('2026-11-28T15:30:00Z', 'UTC')).toBeNull();
  });

  it('begin with their first minute and are over with their last', () => {
    expect(until('2026-11-28T13:59:59Z', 'Asia/Shanghai')).toBeNull();
    expect(until('2026-11-28T14:00:00Z', 'Asia/Shanghai')).not.toBeNull();
    expect(until('2026-11-29T00:00:00Z', 'Asia/Shanghai')).toBeNull();
  });

  it('may lie within one day', () => {
    const noon = { ...NIGHT, fromMinute: 12 * 60, untilMinute: 13 * 60 + 30 };
    expect(until('2026-11-28T04:15:00Z', 'Asia/Shanghai', noon)).toBe('2026-11-28T05:30:00.000Z');
    expect(until('2026-11-28T05:30:00Z', 'Asia/Shanghai', noon)).toBeNull();
  });

  it('end at the hour on the clock also in the night in which the clocks change', () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00; eight o'clock is 06:00 UTC already.
    expect(until('2026-03-28T22:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T06:00:00.000Z');
  });

  it('are none when switched off or without length', () => {
    expect(until('2026-11-28T19:00:00Z', 'Asia/Shanghai', { ...NIGHT, enabled: false })).toBeNull();
    expect(until('2026-11-28T19:00:00Z', 'Asia/Shanghai', { ...NIGHT, untilMinute: NIGHT.fromMinute })).toBeNull();
  });
});
