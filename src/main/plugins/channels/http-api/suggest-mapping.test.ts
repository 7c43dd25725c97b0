import { expect, it } from 'vitest';
import { suggestMapping } from '#main/plugins/channels/http-api/suggest-mapping.ts';

it('finds rows, number and fields by the names that systems use', () => {
  const sample = {
    code: 0,
    data: {
      total: 1,
      list: [
        {
          order_sn: 'A1',
          order_status: 2,
          create_time: '2026-01-01 10:00:00',
          pay_amount: '12.50',
          receiver: { name: '张三', mobile: '138', detail: '文三路1号' },
          'order-items': [{ outer_id: 'S1', goods_name: '杯子', num: 1, price: '12.50' }],
        },
      ],
    },
  };
  const suggestion = suggestMapping(sample);
  expect(suggestion).toMatchObject({ rows: 'data.list', number: 'order_sn' });
  for (const entry of [
    '"number": $string(order_sn)',
    '"status": order_status',
    '"placedAt": create_time',
    '"total": pay_amount',
    '"street": receiver.detail',
    '"lines": `order-items`.{',
    '"sku": outer_id',
  ])
    expect(suggestion?.mapping).toContain(entry);
});

it('reads Chinese names, and finds the single order of an XML answer', () => {
  const sample = {
    response: { order: { 订单号: 'A1', 状态: '1', 实付金额: '1', item: { 商家编码: 'S', 数量: '1' } } },
  };
  const suggestion = suggestMapping(sample);
  expect(suggestion).toMatchObject({ rows: 'response.order', number: '`订单号`' });
  expect(suggestion?.mapping).toContain('"sku": `商家编码`');
});

it('suggests nothing where nothing is like an order', () => {
  expect(suggestMapping({ message: 'hello' })).toBeNull();
  expect(suggestMapping([])).toBeNull();
  expect(suggestMapping('x')).toBeNull();
});
