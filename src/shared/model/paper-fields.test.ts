import { expect, test } from 'vitest';
import { standsOn } from '#shared/model/paper-fields.ts';

test('a paper is touched by the fields that it prints, and by no others', () => {
  expect(standsOn('commercial_invoice', 'recipient.numbers.cpf')).toBe(true);
  expect(standsOn('cn22', 'lines.hsCodes')).toBe(true);
  expect(standsOn('cn22', 'incoterm')).toBe(false);
  expect(standsOn('thai_packing_list', 'lines.descriptions.th')).toBe(true);
  expect(standsOn('thai_packing_list', 'lines.hsCodes')).toBe(false);
  expect(standsOn('battery_mark', 'lines')).toBe(true);
});
