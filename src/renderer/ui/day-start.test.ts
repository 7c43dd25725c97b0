import { expect, it } from 'vitest';
import { dayStart } from '#renderer/ui/day-start.ts';

it('knows when a day begins in the warehouse, also on the day when the clocks change', () => {
  expect(dayStart('2026-11-28', 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 27, 16));
  expect(dayStart('2026-11-28', 'Pacific/Chatham')).toBe(Date.UTC(2026, 10, 27, 10, 15));
  expect(dayStart('2026-03-29', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 28, 23));
  expect(dayStart('2026-03-30', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 22));
  expect(dayStart('2026-10-26', 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 23));
  // Its clocks go back in the morning of that day, when UTC still has the day before.
  expect(dayStart('2026-04-05', 'Pacific/Auckland')).toBe(Date.UTC(2026, 3, 4, 11));
  expect(dayStart('yesterday', 'Asia/Shanghai')).toBeNull();
});
