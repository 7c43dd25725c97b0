import { expect, it } from 'vitest';
import { refusalFacts } from '#main/rpc/refusal-facts.ts';

it('keeps codes, ids, counts and our own words of a refusal, and nothing that a person typed', () => {
  const typed = {
    orderId: '诸葛种植甲',
    value: 'Zebulon Plantagenet',
    fileName: '欧阳的订单.xlsx',
    reason: '种植',
    order: 'Zebulon',
    id: 'zebulon-plantagenet',
    code: 'ZEBULON8',
    path: '/home/zebulon/labels',
  };
  expect(Object.values(refusalFacts(typed))).toEqual(Object.keys(typed).map(() => '***'));
  const facts = {
    id: '01a22a74-e81a-70f5-8afe-3ed5be99198e',
    field: 'lines.0.quantity',
    detail: 'Invalid input: expected string, received undefined',
    number: '2407-1189 3012',
    needed: 'lead',
    path: '/dev/ttyUSB0',
    version: 3,
    since: null,
  };
  expect(refusalFacts(facts)).toEqual(facts);
});
