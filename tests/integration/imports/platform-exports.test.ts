import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFilesHere } from '#main/usecases/imports/import-file-reader.ts';
import { previewImport } from '#main/usecases/imports/preview-import.ts';
import { listImportRows } from '#main/usecases/imports/view-imports.ts';
import type { OrderFileTemplate } from '#shared/contract/imports.ts';
import writeXlsxFile from 'write-excel-file/node';
import { openUseCaseBed, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openUseCaseBed>;
beforeEach(() => {
  bed = openUseCaseBed();
});
afterEach(() => bed.close());

async function preview(bytes: Uint8Array, template: OrderFileTemplate | null = null) {
  const request = { kind: 'orders', shopId: 's1', fileName: 'export', bytes, mapping: null, template } as const;
  const { importId, ...file } = await previewImport(bed.context, readFilesHere, SYSTEM_ACT, request);
  return { ...file, rows: listImportRows(bed.context.read, importId, false) };
}

const csv = (...rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

interface Sample {
  readonly template: OrderFileTemplate;
  readonly headers: readonly string[];
  readonly waiting: readonly string[];
  readonly gone: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
}

const SAMPLES: readonly Sample[] = [
  {
    template: 'taobao',
    headers: [
      '订单编号',
      '买家会员名',
      '订单状态',
      '收货人姓名',
      '收货地址',
      '联系电话',
      '联系手机',
      '订单付款时间',
      '宝贝标题',
      '宝贝总数量',
      '标题',
      '价格',
      '购买数量',
      '商品属性',
      '商家编码',
    ],
    waiting: [
      '="2026010100001"',
      'tb_1',
      '买家已付款,等待卖家发货',
      '张三',
      '浙江省 杭州市 西湖区 文三路1号',
      '',
      "'13800000000",
      '2026-01-01 10:00:00',
      '杯子',
      '2',
      '杯子',
      '49.95',
      '2',
      '白',
      'CUP',
    ],
    gone: [
      '="2026010100002"',
      'tb_2',
      '卖家已发货,等待买家确认',
      '李四',
      '文三路2号',
      '',
      "'13800000001",
      '2026-01-01 10:00:00',
      '杯子',
      '1',
      '杯子',
      '49.95',
      '1',
      '白',
      'CUP',
    ],
    mapping: { sku: '商家编码', quantity: '购买数量', phone: '联系手机', unit_price: '价格', title: '标题' },
  },
  {
    template: 'jd',
    headers: [
      '订单号',
      '商品名称',
      '货号',
      '订购数量',
      '京东价',
      '订单状态',
      '下单时间',
      '客户姓名',
      '客户地址',
      '联系电话',
    ],
    waiting: [
      '300000000001',
      '杯子',
      'CUP',
      '1',
      '49.95',
      '等待出库',
      '2026-01-01 10:00:00',
      '张三',
      '文三路1号',
      '13800000000',
    ],
    gone: [
      '300000000002',
      '杯子',
      'CUP',
      '1',
      '49.95',
      '完成',
      '2026-01-01 10:00:00',
      '张三',
      '文三路1号',
      '13800000000',
    ],
    mapping: { sku: '货号', quantity: '订购数量', recipient_name: '客户姓名', street: '客户地址' },
  },
  {
    template: 'pinduoduo',
    headers: [
      '商品',
      '订单号',
      '订单状态',
      '商品总价(元)',
      '商品数量(件)',
      '收货人',
      '手机',
      '省',
      '市',
      '区',
      '街道',
      '支付时间',
      '商品规格',
      '商家编码-规格维度',
      '商家编码-商品维度',
      '售后状态',
    ],
    waiting: [
      '杯子',
      '260101-1',
      '待发货',
      '49.95',
      '1',
      '张三',
      '13800000000',
      '浙江省',
      '杭州市',
      '西湖区',
      '文三路1号',
      '2026-01-01 10:00:00',
      '白',
      'CUP',
      'P1',
      '无售后或售后取消',
    ],
    gone: [
      '杯子',
      '260101-2',
      '待发货',
      '49.95',
      '1',
      '张三',
      '13800000000',
      '浙江省',
      '杭州市',
      '西湖区',
      '文三路1号',
      '2026-01-01 10:00:00',
      '白',
      'CUP',
      'P1',
      '退款中',
    ],
    mapping: { sku: '商家编码-规格维度', quantity: '商品数量(件)', title: '商品', district: '区' },
  },
  {
    template: 'douyin',
    headers: [
      '主订单编号',
      '子订单编号',
      '选购商品',
      '商品规格',
      '商品数量',
      '商家编码',
      '商品单价',
      '收件人',
      '收件人手机号',
      '省',
      '市',
      '区',
      '详细地址',
      '订单提交时间',
      '订单状态',
      '售后状态',
    ],
    waiting: [
      '6900000000000000001',
      '6900000000000000002',
      '杯子',
      '白',
      '1',
      'CUP',
      '49.95',
      '张三',
      '13800000000',
      '浙江省',
      '杭州市',
      '西湖区',
      '文三路1号',
      '2026-01-01 10:00:00',
      '待发货',
      '-',
    ],
    gone: [
      '6900000000000000003',
      '6900000000000000004',
      '杯子',
      '白',
      '1',
      'CUP',
      '49.95',
      '张三',
      '13800000000',
      '浙江省',
      '杭州市',
      '西湖区',
      '文三路1号',
      '2026-01-01 10:00:00',
      '已发货',
      '-',
    ],
    mapping: { order_number: '主订单编号', sku: '商家编码', recipient_name: '收件人', street: '详细地址' },
  },
  {
    template: 'xiaohongshu',
    headers: [
      '订单号',
      '订单状态',
      '小红书编码',
      '商品名称',
      '规格',
      'SKU件数',
      '商家编码',
      '收件人姓名',
      '收件人电话',
      '收件人详细地址',
      '支付时间',
      '用户备注',
    ],
    waiting: [
      'P1',
      '待发货',
      'XHS-1',
      '杯子',
      '白',
      '1',
      'CUP',
      '张三',
      '13800000000',
      '文三路1号',
      '2026-01-01 10:00:00',
      '轻放',
    ],
    gone: [
      'P2',
      '已完成',
      'XHS-1',
      '杯子',
      '白',
      '1',
      'CUP',
      '张三',
      '13800000000',
      '文三路1号',
      '2026-01-01 10:00:00',
      '',
    ],
    mapping: { sku: '商家编码', quantity: 'SKU件数', recipient_name: '收件人姓名', buyer_note: '用户备注' },
  },
  {
    template: 'shopify',
    headers: [
      'Name',
      'Email',
      'Financial Status',
      'Paid at',
      'Fulfillment Status',
      'Currency',
      'Total',
      'Lineitem quantity',
      'Lineitem name',
      'Lineitem price',
      'Lineitem sku',
      'Lineitem fulfillment status',
      'Billing Name',
      'Shipping Name',
      'Shipping Street',
      'Shipping Address1',
      'Shipping City',
      'Shipping Zip',
      'Shipping Province',
      'Shipping Country',
      'Shipping Phone',
      'Notes',
    ],
    waiting: [
      '#1001',
      'a@b.c',
      'paid',
      '2026-01-01 10:00:00 +0800',
      'unfulfilled',
      'CNY',
      '10.00',
      '1',
      'Cup',
      '10.00',
      'CUP',
      'pending',
      'B',
      'Ann Lee',
      '1 Main St',
      '1 Main St',
      'Boston',
      "'02108",
      'MA',
      'US',
      '+16175550100',
      '',
    ],
    gone: [
      '#1002',
      'a@b.c',
      'refunded',
      '2026-01-01 10:00:00 +0800',
      'unfulfilled',
      'CNY',
      '10.00',
      '1',
      'Cup',
      '10.00',
      'CUP',
      'pending',
      'B',
      'Ann Lee',
      '1 Main St',
      '1 Main St',
      'Boston',
      "'02108",
      'MA',
      'US',
      '+16175550100',
      '',
    ],
    mapping: {
      order_number: 'Name',
      recipient_name: 'Shipping Name',
      street: 'Shipping Street',
      postcode: 'Shipping Zip',
    },
  },
  {
    template: 'woocommerce',
    headers: [
      'Order Number',
      'Order Status',
      'Order Date',
      'Customer Note',
      'Phone (Billing)',
      'Full Name (Shipping)',
      'Address 1&2 (Shipping)',
      'City (Shipping)',
      'State Code (Shipping)',
      'Postcode (Shipping)',
      'Country Code (Shipping)',
      'SKU',
      'Item Name',
      'Quantity',
      'Item Cost',
    ],
    waiting: [
      '727',
      'Processing',
      '2026-01-01 10:00',
      '',
      '+16175550100',
      'Ann Lee',
      '1 Main St',
      'Boston',
      'MA',
      '02108',
      'US',
      'CUP',
      'Cup',
      '1',
      '10',
    ],
    gone: [
      '728',
      'Completed',
      '2026-01-01 10:00',
      '',
      '+16175550100',
      'Ann Lee',
      '1 Main St',
      'Boston',
      'MA',
      '02108',
      'US',
      'CUP',
      'Cup',
      '1',
      '10',
    ],
    mapping: { order_number: 'Order Number', sku: 'SKU', phone: 'Phone (Billing)', unit_price: 'Item Cost' },
  },
];

describe.each(SAMPLES)('an export of $template', ({ template, headers, waiting, gone, mapping }) => {
  it('is recognised by its headers, and only what waits to be shipped comes in', async () => {
    const file = await preview(Buffer.from(csv(headers, waiting, gone)));
    expect(file.template).toBe(template);
    expect(file.mapping).toMatchObject(mapping);
    expect(file.rows.map((row) => [row.state, row.problems[0]?.code ?? null])).toEqual([
      ['ready', null],
      ['error', 'ERR_IMPORT_STATUS_NOT_WAITING'],
    ]);
  });

  it('can be read by its column names alone, with every row', async () => {
    const file = await preview(Buffer.from(csv(headers, waiting, gone)), 'none');
    expect(file.template).toBe('none');
    expect(file.rows.some((row) => row.problems[0]?.code === 'ERR_IMPORT_STATUS_NOT_WAITING')).toBe(false);
  });
});

describe('a Chinese export', () => {
  const { headers = [], waiting = [], mapping } = SAMPLES[2] ?? {};
  const text = csv(headers, waiting);

  it.each([
    ['UTF-8 without a mark', 'utf-8', Buffer.from(text)],
    ['UTF-8 with a mark', 'utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ['GB18030', 'gb18030', iconv.encode(text, 'gb18030')],
  ])('is read in %s', async (_name, encoding, bytes) => {
    const file = await preview(bytes);
    expect(file).toMatchObject({ encoding, template: 'pinduoduo', mapping });
    expect(file.rows).toMatchObject([{ state: 'ready' }]);
  });

  it('is read as XLSX', async () => {
    const sheet = [headers, waiting].map((row) => row.map((value) => ({ value, type: String })));
    const bytes = await writeXlsxFile(sheet).toBuffer();
    expect(await preview(bytes)).toMatchObject({ encoding: 'xlsx', template: 'pinduoduo', rows: [{ state: 'ready' }] });
  });
});

it('holds back a whole order when one of its rows was shipped already', async () => {
  const [, , , , , shopify] = SAMPLES;
  if (!shopify) throw new Error('no sample');
  const second = shopify.waiting.map((cell, index) => {
    const header = shopify.headers[index] ?? '';
    if (header === 'Lineitem sku') return 'PLATE';
    if (header === 'Lineitem fulfillment status') return 'fulfilled';
    return /^(Name|Lineitem)/.test(header) ? cell : '';
  });
  const file = await preview(Buffer.from(csv(shopify.headers, shopify.waiting, second)));
  expect(file.rows.map((row) => row.problems[0]?.code)).toEqual([
    'ERR_IMPORT_ORDER_INCOMPLETE',
    'ERR_IMPORT_STATUS_NOT_WAITING',
  ]);
});

it('takes a file of nobody’s making by its column names, as before', async () => {
  const file = await preview(
    Buffer.from(csv(['订单号', 'SKU', '数量', '收货人', '手机', '地址'], ['A1', 'CUP', '1', '张三', '138', '文三路'])),
  );
  expect(file).toMatchObject({ template: 'none', rows: [{ state: 'ready' }] });
});
