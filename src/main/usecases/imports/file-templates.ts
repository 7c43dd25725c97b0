import { normaliseHeader } from '#main/usecases/imports/import-fields.ts';
import type { OrderFileTemplate } from '#shared/contract/imports.ts';

/** What one platform's export of orders looks like. */
interface FileTemplate {
  readonly id: Exclude<OrderFileTemplate, 'none'>;
  /** Headers that together no other export has. */
  readonly signature: readonly string[];
  /** Field -> the headers that it may stand under; the first that is there wins. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Columns that say whether a row waits to be shipped, with the words that say so. An empty cell says nothing. */
  readonly waiting: readonly { readonly headers: readonly string[]; readonly words: readonly string[] }[];
}

/**
 * Exports of the platforms' own seller pages. Which headers were seen in public files and which are taken from descriptions is told in
 * docs/imports.md.
 */
const TEMPLATES: readonly FileTemplate[] = [
  {
    id: 'taobao',
    signature: ['订单编号', '买家会员名', '收货人姓名'],
    columns: {
      order_number: ['订单编号', '主订单编号'],
      sku: ['商家编码', '外部系统编号'],
      quantity: ['购买数量', '宝贝总数量'],
      recipient_name: ['收货人姓名'],
      phone: ['联系手机', '联系电话'],
      street: ['修改后的收货地址', '收货地址'],
      title: ['标题', '宝贝标题'],
      variant: ['商品属性', '修改后的sku'],
      unit_price: ['价格'],
      paid_at: ['订单付款时间'],
      buyer_note: ['买家留言'],
    },
    waiting: [
      {
        headers: ['订单状态'],
        words: ['买家已付款,等待卖家发货', '买家已付款，等待卖家发货', '等待卖家发货', '卖家部分发货'],
      },
    ],
  },
  {
    id: 'jd',
    signature: ['订单号', '客户姓名', '客户地址'],
    columns: {
      order_number: ['订单号', '订单编号'],
      sku: ['货号', '商家SKUID', '商家编码'],
      quantity: ['订购数量', '商品数量', '数量'],
      recipient_name: ['客户姓名'],
      phone: ['联系电话', '客户电话', '手机'],
      street: ['客户地址'],
      title: ['商品名称'],
      unit_price: ['京东价', '商品单价'],
      paid_at: ['付款确认时间', '下单时间'],
      buyer_note: ['客户备注', '买家备注'],
    },
    waiting: [{ headers: ['订单状态'], words: ['等待出库', '等待打印', '待出库'] }],
  },
  {
    id: 'pinduoduo',
    signature: ['订单号', '商家编码-规格维度'],
    columns: {
      order_number: ['订单号'],
      sku: ['商家编码-规格维度'],
      quantity: ['商品数量(件)', '商品数量'],
      recipient_name: ['收货人', '收件人'],
      phone: ['手机', '联系电话'],
      street: ['街道', '详细地址', '收货地址'],
      province: ['省'],
      city: ['市'],
      district: ['区'],
      title: ['商品', '商品名称'],
      variant: ['商品规格'],
      unit_price: ['商品单价(元)'],
      paid_at: ['支付时间', '订单成交时间'],
      buyer_note: ['买家留言'],
    },
    waiting: [
      { headers: ['订单状态'], words: ['待发货'] },
      { headers: ['售后状态'], words: ['无售后或售后取消', '无售后', '售后取消', '无'] },
    ],
  },
  {
    id: 'douyin',
    signature: ['主订单编号', '子订单编号'],
    columns: {
      order_number: ['主订单编号'],
      sku: ['商家编码'],
      quantity: ['商品数量'],
      recipient_name: ['收件人', '收货人'],
      phone: ['收件人手机号', '收货人手机号'],
      street: ['详细地址', '收货地址'],
      province: ['省'],
      city: ['市'],
      district: ['区'],
      title: ['选购商品', '商品名称'],
      variant: ['商品规格'],
      unit_price: ['商品单价'],
      paid_at: ['支付完成时间', '订单提交时间'],
      buyer_note: ['买家留言'],
    },
    waiting: [
      { headers: ['订单状态'], words: ['待发货', '备货中', '部分发货'] },
      { headers: ['售后状态'], words: ['-', '无', '无售后', '售后关闭'] },
    ],
  },
  {
    id: 'xiaohongshu',
    signature: ['订单号', '小红书编码'],
    columns: {
      order_number: ['订单号'],
      sku: ['商家编码', '商品条码', '规格条码'],
      quantity: ['SKU件数', '商品数量', '数量'],
      recipient_name: ['收件人姓名', '收件人'],
      phone: ['收件人电话', '收件人手机号'],
      street: ['收件人详细地址', '详细地址', '收货地址'],
      province: ['省', '收件人省份'],
      city: ['市', '收件人城市'],
      district: ['区', '收件人区县'],
      title: ['商品名称'],
      variant: ['规格', '商品规格'],
      unit_price: ['商品单价(元)', '商品单价'],
      paid_at: ['支付时间', '用户支付时间'],
      buyer_note: ['用户备注'],
    },
    waiting: [{ headers: ['订单状态'], words: ['待发货', '待配货', '已支付'] }],
  },
  {
    id: 'shopify',
    signature: ['Financial Status', 'Fulfillment Status', 'Lineitem quantity', 'Lineitem sku'],
    columns: {
      order_number: ['Name'],
      sku: ['Lineitem sku'],
      quantity: ['Lineitem quantity'],
      recipient_name: ['Shipping Name'],
      phone: ['Shipping Phone', 'Phone'],
      street: ['Shipping Street', 'Shipping Address1'],
      province: ['Shipping Province Name', 'Shipping Province'],
      city: ['Shipping City'],
      postcode: ['Shipping Zip'],
      country: ['Shipping Country'],
      title: ['Lineitem name'],
      unit_price: ['Lineitem price'],
      paid_at: ['Paid at'],
      buyer_note: ['Notes'],
    },
    waiting: [
      { headers: ['Financial Status'], words: ['paid', 'partially_refunded'] },
      { headers: ['Fulfillment Status'], words: ['unfulfilled', 'partial', 'pending'] },
      { headers: ['Lineitem fulfillment status'], words: ['unfulfilled', 'pending', 'partial'] },
    ],
  },
  {
    id: 'woocommerce',
    signature: ['Order Number', 'Order Status', 'Address 1&2 (Shipping)'],
    columns: {
      order_number: ['Order Number'],
      sku: ['SKU'],
      quantity: ['Quantity (- Refund)', 'Quantity'],
      recipient_name: ['Full Name (Shipping)', 'Name (Shipping)'],
      phone: ['Phone (Shipping)', 'Phone (Billing)'],
      street: ['Address 1&2 (Shipping)'],
      province: ['State Code (Shipping)'],
      city: ['City (Shipping)'],
      postcode: ['Postcode (Shipping)'],
      country: ['Country Code (Shipping)'],
      title: ['Item Name', 'Name'],
      variant: ['Product Variation'],
      unit_price: ['Item Cost'],
      paid_at: ['Paid Date', 'Order Date'],
      buyer_note: ['Customer Note'],
    },
    waiting: [{ headers: ['Order Status'], words: ['processing', 'wc-processing'] }],
  },
];

/** The template whose signature stands in the headers; the longest wins. `none`: it is nobody's export. */
export function recogniseFile(headers: readonly string[]): OrderFileTemplate {
  const known = new Set(headers.map(normaliseHeader));
  const fitting = TEMPLATES.filter(({ signature }) => signature.every((header) => known.has(normaliseHeader(header))));
  return fitting.toSorted((one, other) => other.signature.length - one.signature.length)[0]?.id ?? 'none';
}

/** Field -> header of this file, by a template. */
export function mappingByTemplate(id: OrderFileTemplate, headers: readonly string[]): Record<string, string> {
  const byName = new Map(headers.toReversed().map((header) => [normaliseHeader(header), header]));
  const mapping: Record<string, string> = {};
  for (const [field, names] of Object.entries(find(id)?.columns ?? {})) {
    const header = names.map((name) => byName.get(normaliseHeader(name))).find((found) => found !== undefined);
    if (header !== undefined) mapping[field] = header;
  }
  return mapping;
}

/**
 * Says of a row which status forbids to ship it, or null: an export holds what was shipped, cancelled and not paid as well, and none of that
 * must be packed. A column that the file does not have says nothing.
 */
export function statusCheck(
  id: OrderFileTemplate,
  headers: readonly string[],
): (cells: readonly string[]) => { readonly column: string; readonly status: string } | null {
  const byName = new Map(headers.map((header, index) => [normaliseHeader(header), index]));
  const columns = (find(id)?.waiting ?? []).flatMap(({ headers: names, words }) => {
    const index = names.map((name) => byName.get(normaliseHeader(name))).find((found) => found !== undefined);
    return index === undefined ? [] : [{ index, words: new Set(words.map(plain)) }];
  });
  return (cells) => {
    for (const { index, words } of columns) {
      const status = (cells[index] ?? '').trim();
      if (status !== '' && !words.has(plain(status)))
        return { column: headers[index] ?? '', status: status.slice(0, 60) };
    }
    return null;
  };
}

function find(id: OrderFileTemplate): FileTemplate | undefined {
  return TEMPLATES.find((template) => template.id === id);
}

/** Case, width and blanks apart. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
}
