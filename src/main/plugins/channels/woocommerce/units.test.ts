import { expect, it } from 'vitest';
import { parseGmt, toMinor } from '#main/plugins/channels/woocommerce/units.ts';

it.each([
  ['98.00', 'USD', 9800],
  ['98', 'USD', 9800],
  ['-9.27', 'USD', -927],
  ['1200', 'JPY', 1200],
  ['1200.50', 'JPY', 1201],
  ['12.3449', 'USD', 1234],
  ['12.345', 'USD', 1235],
  ['0.999', 'USD', 100],
  ['1.2345', 'KWD', 1235],
  ['-0.00', 'USD', 0],
  ['', 'USD', null],
  ['1e5', 'USD', null],
  ['1,000.00', 'USD', null],
])('reads %s %s as %s', (text, currency, minor) => {
  expect(toMinor(text, currency)).toBe(minor);
});

it('takes times as UTC, whatever zone this machine stands in', () => {
  expect(parseGmt('2026-01-02T08:00:00')).toBe(Date.UTC(2026, 0, 2, 8));
  expect(parseGmt('2026-01-02 08:00')).toBeNull();
  expect(parseGmt(null)).toBeNull();
});
