import { expect, it } from 'vitest';
import { refusalFacts } from '#main/rpc/refusal-facts.ts';

it('keeps codes, ids, counts and our own words of a refusal, and nothing that a person typed', () => {
  const typed = {
    orderId: '诸葛种植甲',
    value: 'Zebulon Plantagenet',
    fileName: '欧阳的订单.xlsx',
    reason: '种植',
  };
  expect(refusalFacts(typed)).toEqual({ orderId: '***', value: '***', fileName: '***', reason: '***' });
  const facts = {
    id: '01a22a74-e81a-70f5-8afe-3ed5be99198e',
    field: 'lines.0.quantity',
    detail: 'Invalid input: expected string, received undefined',
    version: 3,
    since: null,
  };
  expect(refusalFacts(facts)).toEqual(facts);
});
