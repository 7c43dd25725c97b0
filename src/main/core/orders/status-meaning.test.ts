import { expect, it } from 'vitest';
import { findMeaningConflict, sameStatus } from '#core/orders/status-meaning.ts';
import type { StatusMeaning } from '#core/orders/status-meaning.ts';

const nothing: StatusMeaning = { payment: null, fulfilment: null, afterSales: null, hold: null };

it.each([
  ['order', { payment: 'paid', fulfilment: 'received' }, null],
  ['order', { payment: 'paid', fulfilment: 'received', hold: 'platform' }, null],
  ['refund', { afterSales: 'requested', hold: 'refund' }, null],
  ['order', {}, 'says_nothing'],
  ['refund', { payment: 'refunded' }, 'axis_cannot_say'],
  ['fulfilment', { afterSales: 'refunded' }, 'axis_cannot_say'],
  ['order', { fulfilment: 'packed' }, 'own_step'],
  ['order', { fulfilment: 'cancelled', hold: 'platform' }, 'hold_after_the_end'],
  ['order', { payment: 'paid', hold: 'customs' }, 'hold_of_a_check'],
] as const)('finds what is wrong with a row of the axis %s that says %o: %s', (axis, said, conflict) => {
  expect(findMeaningConflict(axis, { ...nothing, ...said })).toBe(conflict);
});

it('takes spellings for the same status where people do', () => {
  expect(sameStatus('WAIT_SELLER_SEND', 'wait seller\u200B send')).toBe(true);
  expect(sameStatus('已发货', '已发货 ')).toBe(true);
  expect(sameStatus('ＰＡＩＤ', 'paid')).toBe(true);
  expect(sameStatus('paid', 'unpaid')).toBe(false);
});
