import { expect, it } from 'vitest';
import { formatSscc, ssccCapacity } from '#core/printing/sscc.ts';
import { hasCheckDigit } from '#core/scanning/check-digit.ts';

it('makes 18 digits with the check digit of the GS1 General Specifications', () => {
  // The example of the GS1 check digit calculator: 10614141 + 123456789 -> 7.
  expect(formatSscc('1', '0614141', 123_456_789)).toBe('106141411234567897');
});

it('pads the serial reference to what the prefix leaves', () => {
  const first = formatSscc('0', '9501101530', 0) ?? '';
  expect(first.slice(0, 17)).toBe('09501101530000000');
  expect(hasCheckDigit(first)).toBe(true);
});

it('gives none once the serial references of a prefix are used up', () => {
  expect(ssccCapacity('950110153000')).toBe(10_000);
  expect(formatSscc('3', '950110153000', 9_999)).toMatch(/^39501101530009999\d$/);
  expect(formatSscc('3', '950110153000', 10_000)).toBeNull();
});
