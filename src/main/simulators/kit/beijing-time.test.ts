import { describe, expect, it } from 'vitest';
import { formatBeijingTime, parseBeijingTime } from './beijing-time.ts';

describe('Beijing time', () => {
  it('is eight hours ahead of UTC, whatever zone the PC stands in', () => {
    expect(formatBeijingTime(Date.UTC(2026, 0, 1, 16, 0, 5))).toBe('2026-01-02 00:00:05');
    expect(parseBeijingTime('2026-01-02 00:00:05')).toBe(Date.UTC(2026, 0, 1, 16, 0, 5));
  });

  it('knows no summer time, also not that of 1986 to 1991', () => {
    expect(parseBeijingTime('1988-07-01 12:00:00')).toBe(Date.UTC(1988, 6, 1, 4));
  });

  it.each(['2026-02-30 00:00:00', '2026-01-01T00:00:00', '2026-1-1 0:0:0', ''])('refuses "%s"', (text) => {
    expect(parseBeijingTime(text)).toBeUndefined();
  });
});
