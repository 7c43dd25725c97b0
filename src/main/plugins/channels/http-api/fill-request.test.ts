import { expect, it } from 'vitest';
import { fillRequest } from '#main/plugins/channels/http-api/fill-request.ts';
import { HttpTemplateRequest } from '#shared/model/http-template/http-request.ts';

const fill = (
  request: object,
  values: Record<string, string | number>,
  lines: Record<string, string | number>[] = [],
) =>
  fillRequest('https://erp.example/base/', HttpTemplateRequest.parse(request), {
    values,
    lists: { 'shipment.lines': lines },
  });

it('keeps values out of the structure of paths and queries, and leaves empty places out', () => {
  const { url } = fill(
    {
      path: '/orders/{order.number}?fixed=1',
      query: [
        { name: 'from', value: '{window.from}' },
        { name: 'cursor', value: '{cursor}' },
        { name: 'empty', value: '' },
      ],
    },
    { 'order.number': '../a/b?c#d', 'window.from': '2026-01-01 10:00&x=1', cursor: '' },
  );
  expect(url.href).toBe(
    'https://erp.example/base/orders/..%2Fa%2Fb%3Fc%23d?fixed=1&from=2026-01-01+10%3A00%26x%3D1&empty=',
  );
});

it('fills JSON bodies with texts, numbers and one part per line', () => {
  const body =
    '{"no":"{order.number}","units":"{item.units}","rows":[{"$each":"shipment.lines","id":"{line.id}","n":"{line.quantity}"}]}';
  const filled = fill(
    { method: 'POST', path: '/x', bodyKind: 'json', body },
    { 'order.number': '"},{"', 'item.units': 7 },
    [
      { 'line.id': 'a', 'line.quantity': 1 },
      { 'line.id': 'b', 'line.quantity': 2 },
    ],
  );
  expect(JSON.parse(filled.body ?? '')).toEqual({
    no: '"},{"',
    units: 7,
    rows: [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
    ],
  });
});

it('fills XML bodies with escaped values, one part per line', () => {
  const body = '<s><n>{order.number}</n>{#shipment.lines}<r>{line.id}</r>{/shipment.lines}</s>';
  const filled = fill({ method: 'POST', path: '/x', bodyKind: 'xml', body }, { 'order.number': '<&>' }, [
    { 'line.id': '1' },
    { 'line.id': '</r>' },
  ]);
  expect(filled.body).toBe('<s><n>&lt;&amp;&gt;</n><r>1</r><r>&lt;/r&gt;</r></s>');
});

it('lets no value start a header of its own', () => {
  const request = { path: '/x', headers: [{ name: 'X-Key', value: '{shipment.key}' }] };
  expect(fill(request, { 'shipment.key': 'a\r\nX-Evil: 1' }).headers).toEqual({ 'x-key': 'a X-Evil: 1' });
});
