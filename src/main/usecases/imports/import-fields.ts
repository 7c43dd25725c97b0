import { GOODS_COLUMNS } from '#main/usecases/customs/goods/goods-columns.ts';
import type { ImportKind } from '#shared/contract/imports.ts';

/** A field that a column can be mapped to, with the header texts by which it is recognised (lower case, no spaces, no brackets). */
export interface ImportFieldDefinition {
  readonly name: string;
  readonly required: boolean;
  readonly aliases: readonly string[];
}

const field = (name: string, required: boolean, ...aliases: string[]): ImportFieldDefinition => ({
  name,
  required,
  aliases,
});

/** One row is one line of an order; rows with the same order number are one order. */
export const ORDER_FIELDS: readonly ImportFieldDefinition[] = [
  field('order_number', true, 'ordernumber', 'orderno', 'orderid', 'order', '订单号', '订单编号', '主订单编号', 'name'),
  field('sku', true, 'sku', 'skucode', 'lineitemsku', 'itemsku', '商家编码', '货号', '规格编码', 'sku编码', '商品编码'),
  field('quantity', true, 'quantity', 'qty', 'lineitemquantity', '数量', '购买数量', '商品数量', '宝贝数量'),
  field(
    'recipient_name',
    true,
    'recipient',
    'recipientname',
    'name',
    'shippingname',
    'consignee',
    '收货人',
    '收件人',
    '收货人姓名',
    '收件人姓名',
  ),
  field(
    'phone',
    true,
    'phone',
    'mobile',
    'shippingphone',
    'tel',
    '联系电话',
    '联系手机',
    '手机',
    '电话',
    '收货人手机',
    '手机号',
  ),
  field(
    'street',
    true,
    'street',
    'streetaddress',
    'address',
    'address1',
    'shippingaddress1',
    'shippingstreet',
    '地址',
    '收货地址',
    '详细地址',
    '收件地址',
  ),
  field('province', false, 'province', 'state', 'shippingprovince', '省', '省份'),
  field('city', false, 'city', 'shippingcity', '市', '城市'),
  field('district', false, 'district', 'county', '区', '区县'),
  field('postcode', false, 'postcode', 'zip', 'zipcode', 'postalcode', 'shippingzip', '邮编', '邮政编码'),
  field('country', false, 'country', 'countrycode', 'shippingcountry', '国家', '国家代码'),
  field('title', false, 'title', 'product', 'productname', 'lineitemname', '商品名称', '宝贝标题', '标题', '品名'),
  field('variant', false, 'variant', 'specification', '规格', '商品规格', '颜色尺码'),
  field('unit_price', false, 'price', 'unitprice', 'lineitemprice', '单价', '价格', '商品单价'),
  field('paid_at', false, 'paidat', 'paymenttime', '付款时间', '订单付款时间', '支付时间'),
  field('payment_state', false, 'paymentstate', 'paymentstatus', 'financialstatus', '付款状态', '支付状态'),
  field('buyer_note', false, 'note', 'notes', 'buyernote', 'buyersnote', 'buyermessage', '买家留言', '备注', '留言'),
];

/** One row is one SKU; `on_hand` is what was counted on the shelf. */
export const SKU_FIELDS: readonly ImportFieldDefinition[] = [
  field('code', true, 'code', 'sku', 'skucode', '商家编码', '货号', '商品编码', 'sku编码', '编码'),
  field('title', true, 'title', 'name', 'product', 'productname', '名称', '商品名称', '品名', '标题'),
  field('title_en', false, 'titleen', 'englishtitle', 'englishname', 'nameen', '英文名', '英文名称', '英文品名'),
  field('barcode', false, 'barcode', 'ean', 'ean13', 'gtin', 'gtin13', 'upc', '条码', '条形码', '商品条码', '69码'),
  field('weight_g', false, 'weightg', 'weight', 'weightgrams', '重量', '克重', '重量克', '重量g'),
  field('location', false, 'location', 'bin', 'shelf', 'place', '库位', '货位', '货架'),
  field(
    'on_hand',
    false,
    'onhand',
    'quantityontheshelf',
    'stock',
    'quantity',
    'qty',
    'counted',
    '库存',
    '数量',
    '库存数量',
    '实盘数',
    '实盘数量',
  ),
  field('hs_code', false, 'hscode', 'hs', 'hshint', '海关编码', 'hs编码'),
  field('origin_country', false, 'origin', 'origincountry', 'countryoforigin', '原产国', '原产地'),
];

/** One row is what customs papers say of one SKU that is known already; empty cells leave what is stored, a lone `-` empties it. */
const CUSTOMS_GOODS_FIELDS: readonly ImportFieldDefinition[] = [
  field('code', true, 'code', 'sku', 'skucode', '商家编码', '货号', '商品编码', 'sku编码', '编码'),
  ...GOODS_COLUMNS.map(({ name, aliases }) => field(name, false, ...aliases)),
];

/** The fields of an import kind. */
export function importFields(kind: ImportKind): readonly ImportFieldDefinition[] {
  return FIELDS[kind];
}

const FIELDS: Readonly<Record<ImportKind, readonly ImportFieldDefinition[]>> = {
  orders: ORDER_FIELDS,
  skus: SKU_FIELDS,
  customs_goods: CUSTOMS_GOODS_FIELDS,
};

/** Guesses field -> header by the aliases; each header is used once, earlier fields and earlier aliases win. */
export function guessMapping(
  fields: readonly ImportFieldDefinition[],
  headers: readonly string[],
): Record<string, string> {
  const mapping: Record<string, string> = {};
  const free = new Map<string, string>();
  for (const header of headers)
    if (header !== '' && !free.has(normaliseHeader(header))) free.set(normaliseHeader(header), header);
  for (const definition of fields) {
    const key = [normaliseHeader(definition.name), ...definition.aliases].find((alias) => free.has(alias));
    const header = key === undefined ? undefined : free.get(key);
    if (key === undefined || header === undefined) continue;
    mapping[definition.name] = header;
    free.delete(key);
  }
  return mapping;
}

/** Without case, blanks, brackets and apostrophes. */
export function normaliseHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-*:()'’]/g, '');
}
