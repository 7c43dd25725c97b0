import { expect, test } from 'vitest';
import { hoursByDay } from '#renderer/features/shops/hours-by-day.ts';
import { createFormat } from '#renderer/ui/format.ts';

const HOUR_MS = 3_600_000;

function hours(fromMs: number, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    hourStartMs: fromMs + index * HOUR_MS,
    platformCount: 1,
    localCount: 1,
    missing: [],
  }));
}

test('hours are put into days of the warehouse zone, newest first', () => {
  const days = hoursByDay(hours(Date.UTC(2026, 10, 21, 14), 4), createFormat('en', 'Asia/Shanghai'));
  expect(days.map((day) => [day.name, [...day.hours.keys()]])).toEqual([
    ['Sun, Nov 22', [0, 1]],
    ['Sat, Nov 21', [22, 23]],
  ]);
});

test('the hour that winter time repeats is counted with its twin', () => {
  const [day] = hoursByDay(hours(Date.UTC(2026, 9, 25, 0), 3), createFormat('en', 'Europe/Berlin'));
  expect([day?.hours.get(2)?.platformCount, day?.hours.get(3)?.platformCount]).toEqual([2, 1]);
});
