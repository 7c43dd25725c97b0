import { expect, it } from 'vitest';
import { textAt, valueAt, withValue } from '#renderer/features/shops/http/draft-value.ts';

it('replaces a value deep inside and leaves the rest as it was', () => {
  const draft = { orders: { paging: { kind: 'none' }, rows: 'a' }, list: [{ x: 1 }, { x: 2 }] };
  const next = withValue(withValue(draft, 'orders.paging.kind', 'page'), 'list.1.x', 3);
  expect(next).toEqual({ orders: { paging: { kind: 'page' }, rows: 'a' }, list: [{ x: 1 }, { x: 3 }] });
  expect(draft.orders.paging.kind).toBe('none');
  expect(valueAt(next, 'list')).not.toBe(draft.list);
});

it('makes parts that were not there, and reads nothing where there is nothing', () => {
  expect(withValue({ detail: null }, 'detail.request.path', '/x')).toEqual({ detail: { request: { path: '/x' } } });
  expect(textAt({ detail: null }, 'detail.request.path')).toBe('');
});
