/** Where rows, their number and our fields seem to be. */
export interface MappingSuggestion {
  readonly rows: string;
  readonly number: string;
  readonly mapping: string;
}

/** Names that systems give our fields, without blanks and signs, in lower case; the first that is there wins. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  number: [
    'ordernumber',
    'orderno',
    'ordercode',
    'ordersn',
    'orderid',
    'tid',
    'billno',
    'number',
    'code',
    'id',
    '订单号',
    '订单编号',
    '单号',
  ],
  status: ['statecode', 'orderstatus', 'statuscode', 'status', 'state', '订单状态', '状态'],
  modifiedAt: [
    'changedat',
    'updatedat',
    'modifiedat',
    'updatetime',
    'modifytime',
    'modified',
    'lastmodified',
    'updated',
    '修改时间',
    '更新时间',
  ],
  placedAt: [
    'createdat',
    'placedat',
    'orderdate',
    'createtime',
    'created',
    'ordertime',
    'date',
    '下单时间',
    '创建时间',
  ],
  paidAt: ['paidat', 'paytime', 'paymenttime', 'paymentdate', 'datepaid', 'paid', '付款时间', '支付时间'],
  currency: ['currency', 'currencycode', '币种'],
  total: [
    'grandtotal',
    'totalamount',
    'orderamount',
    'payamount',
    'payment',
    'total',
    'amount',
    '实付金额',
    '订单金额',
    '总金额',
  ],
  shippingFee: ['freight', 'shippingfee', 'shippingtotal', 'postage', 'postfee', 'shipping', '运费'],
  buyerNote: ['buyernote', 'buyermessage', 'customernote', 'remark', 'note', 'comment', '买家留言', '备注'],
  sellerNote: ['sellernote', 'sellermemo', 'internalnote', 'memo', '卖家备注'],
};
const PERSON: Readonly<Record<string, readonly string[]>> = {
  name: ['fullname', 'receivername', 'recipientname', 'consignee', 'contactname', 'name', '收货人', '收件人', '姓名'],
  phone: ['mobile', 'receivermobile', 'phone', 'receiverphone', 'tel', 'telephone', '手机', '电话', '联系电话'],
  country: ['countrycode', 'country', '国家'],
  province: ['province', 'receiverprovince', 'receiverstate', 'state', 'region', '省', '省份'],
  city: ['city', 'receivercity', '市', '城市'],
  district: ['district', 'receiverdistrict', 'county', '区', '区县'],
  street: [
    'street',
    'address',
    'receiveraddress',
    'addressline1',
    'address1',
    'detail',
    '详细地址',
    '地址',
    '收货地址',
  ],
  postcode: ['zip', 'postcode', 'zipcode', 'postalcode', 'receiverzip', '邮编'],
};
const LINE: Readonly<Record<string, readonly string[]>> = {
  id: ['rowno', 'lineno', 'lineid', 'itemid', 'oid', 'id', '行号'],
  sku: [
    'article',
    'sku',
    'skucode',
    'outerid',
    'outerskuid',
    'itemcode',
    'productcode',
    'barcode',
    'code',
    '商家编码',
    '货号',
    '商品编码',
  ],
  title: ['title', 'text', 'goodsname', 'productname', 'itemname', 'name', '商品名称', '名称'],
  variant: ['option', 'variant', 'spec', 'skuname', 'propertiesname', '规格'],
  quantity: ['qty', 'quantity', 'num', 'count', 'number', '数量'],
  price: ['unitprice', 'price', '单价'],
  paid: ['amount', 'paid', 'payment', 'linetotal', 'total', '金额', '实付金额'],
};

/** Deeper parts of an order are its lines' own. */
const MOST_DEPTH = 4;

interface Leaf {
  readonly path: string;
  readonly name: string;
}

/** Guesses from the names in a sample; null where it holds no list of objects, nor one object. */
export function suggestMapping(sample: unknown): MappingSuggestion | null {
  const found = findRows(sample, '', 0);
  const row = found?.row ?? (isFields(sample) ? sample : null);
  if (!row) return null;
  const leaves = leavesOf(row, '', 0);
  const number = pick(leaves, NAMES.number ?? []);
  if (number === null) return null;
  const top = Object.entries(NAMES).flatMap(([field, names]) => entryOf(field, pick(leaves, names)));
  const person = Object.entries(PERSON).flatMap(([field, names]) => entryOf(field, pick(leaves, names)));
  const lines = linesOf(row);
  const parts = [
    ...top,
    ...(person.length > 0 ? [`"recipient": {\n    ${person.join(',\n    ')}\n  }`] : []),
    ...(lines ? [`"lines": ${lines}`] : []),
  ];
  return { rows: found?.path || '$', number, mapping: `{\n  ${parts.join(',\n  ')}\n}` };
}

function entryOf(field: string, path: string | null): readonly string[] {
  return path === null ? [] : [`"${field}": ${field === 'number' ? `$string(${path})` : path}`];
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The list whose rows hold the most, nearest to the root. */
function findRows(value: unknown, path: string, depth: number): { readonly path: string; readonly row: Fields } | null {
  if (depth > MOST_DEPTH) return null;
  if (Array.isArray(value)) {
    const row: unknown = value[0];
    return isFields(row) ? { path: path || '$', row } : null;
  }
  if (!isFields(value)) return null;
  const members = Object.entries(value).map(([name, member]) => [join(path, name), member] as const);
  for (const [at, member] of members) {
    const row: unknown = Array.isArray(member) ? member[0] : null;
    if (isFields(row) && pick(leavesOf(row, '', 0), NAMES.status ?? []) !== null) return { path: at, row };
  }
  for (const [at, member] of members) {
    if (!isFields(member)) continue;
    const found = findRows(member, at, depth + 1);
    if (found) return found;
    // A single order of an XML document, or the answer to a request for one.
    if (linesOf(member) !== null && pick(leavesOf(member, '', 0), NAMES.number ?? []) !== null)
      return { path: at, row: member };
  }
  return null;
}

function leavesOf(row: Fields, path: string, depth: number): readonly Leaf[] {
  if (depth > 2) return [];
  return Object.entries(row).flatMap(([name, member]): readonly Leaf[] => {
    const at = join(path, name);
    if (isFields(member) && !('#text' in member)) return leavesOf(member, at, depth + 1);
    return Array.isArray(member) ? [] : [{ path: at, name: plainName(name) }];
  });
}

/** The shallowest place that bears the first of the names that is there. */
function pick(leaves: readonly Leaf[], names: readonly string[]): string | null {
  for (const name of names) {
    const fitting = leaves.filter((leaf) => leaf.name === name).toSorted((one, other) => depthOf(one) - depthOf(other));
    if (fitting[0]) return fitting[0].path;
  }
  return null;
}

const depthOf = (leaf: Leaf): number => leaf.path.split('.').length;

/** The list with a quantity in its rows. */
function linesOf(row: Fields, path = '', depth = 0): string | null {
  for (const [name, member] of Object.entries(row)) {
    const at = join(path, name);
    const first: unknown = Array.isArray(member) ? member[0] : member;
    if (!isFields(first)) continue;
    const leaves = leavesOf(first, '', 0);
    if (
      pick(leaves, LINE.quantity ?? []) !== null &&
      (pick(leaves, LINE.sku ?? []) ?? pick(leaves, LINE.title ?? [])) !== null
    ) {
      const entries = Object.entries(LINE).flatMap(([field, names]) => {
        const found = pick(leaves, names);
        return found === null ? [] : [`"${field}": ${found}`];
      });
      return `${at}.{\n    ${entries.join(',\n    ')}\n  }`;
    }
    const inner = depth < 2 && !Array.isArray(member) ? linesOf(first, at, depth + 1) : null;
    if (inner !== null) return inner;
  }
  return null;
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** A place in JSONata; names with signs stand in backquotes. */
function join(path: string, name: string): string {
  const step = /^[A-Za-z_]\w*$/.test(name) ? name : `\`${name.replaceAll('`', '')}\``;
  return path === '' ? step : `${path}.${step}`;
}
