import { describe, expect, it } from 'vitest';
import { addMonths, blanksBefore, daysOfMonth, monthOf } from '#renderer/features/shops/month-days.ts';

describe('a month of the ledger', () => {
  it('has its days as the zone counts them, 23 and 25 hours long where clocks change', () => {
    const hours = daysOfMonth('2026-10', 'Europe/Berlin').map((day) => (day.endMs - day.startMs) / 3_600_000);
    expect(hours).toHaveLength(31);
    expect(hours[24]).toBe(25);
    expect(hours.filter((each) => each !== 24)).toEqual([25]);
    expect(daysOfMonth('2026-11', 'Asia/Shanghai')[0]?.startMs).toBe(Date.UTC(2026, 9, 31, 16));
  });

  it('belongs to the zone, and months follow each other over the turn of the year', () => {
    expect(monthOf(Date.UTC(2026, 10, 30, 20), 'Asia/Shanghai')).toBe('2026-12');
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
  });

  it('begins under its weekday: November 2026 on a Sunday, June 2026 on a Monday', () => {
    expect(blanksBefore('2026-11')).toBe(6);
    expect(blanksBefore('2026-06')).toBe(0);
  });
});
