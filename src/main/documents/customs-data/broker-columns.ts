import type { ExportItem } from '#main/documents/customs-data/customs-format.ts';
import { decimalKilograms } from '#core/weighing/format-kilograms.ts';
import type { CustomsDeclaration, CustomsLine, CustomsParty } from '#shared/model/customs.ts';
import { formatDecimalAmount } from '#shared/model/money.ts';

/** What a column is read from: one line with the head of its parcel. */
export interface BrokerLine {
  readonly item: ExportItem;
  readonly declaration: CustomsDeclaration;
  readonly line: CustomsLine;
  readonly number: number;
}

export interface BrokerColumn {
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  /** Numbers stay numbers in workbooks and JSON; all else is text, also when it is made of digits. */
  readonly kind: 'text' | 'number';
  read(of: BrokerLine): string;
}

function text(id: string, en: string, zh: string, read: BrokerColumn['read']): BrokerColumn {
  return { id, en, zh, kind: 'text', read };
}

function number(id: string, en: string, zh: string, read: BrokerColumn['read']): BrokerColumn {
  return { id, en, zh, kind: 'number', read };
}

function money(id: string, en: string, zh: string, read: (of: BrokerLine) => number): BrokerColumn {
  return number(id, en, zh, (of) => formatDecimalAmount(read(of), of.declaration.currency));
}

function party(
  role: 'sender' | 'recipient',
  en: string,
  zh: string,
  of: (declaration: CustomsDeclaration) => CustomsParty,
): BrokerColumn[] {
  const field = (name: string, nameEn: string, nameZh: string, read: (from: CustomsParty) => string): BrokerColumn =>
    text(`${role}_${name}`, `${en} ${nameEn}`, `${zh}${nameZh}`, ({ declaration }) => read(of(declaration)));
  return [
    field('name', 'name', '姓名', (from) => from.name),
    field('company', 'company', '公司', (from) => from.company),
    field('street', 'street', '地址', (from) => from.street),
    field('city', 'city', '城市', (from) => from.city),
    field('province', 'province', '省州', (from) => from.province),
    field('postcode', 'postcode', '邮编', (from) => from.postcode),
    field('country', 'country', '国家', (from) => from.country),
    field('phone', 'phone', '电话', (from) => from.phone),
    field('email', 'e-mail', '邮箱', (from) => from.email),
    field('local_name', 'local name', '本地语姓名', (from) => from.localName),
    field('numbers', 'tax and id numbers', '税号与证件号', (from) =>
      from.numbers.map(({ kind, value }) => `${kind}:${value}`).join('; '),
    ),
  ];
}

function codeOf(line: CustomsLine, scheme: string): string {
  return line.hsCodes.find((known) => known.scheme === scheme)?.code ?? '';
}

/** Everything that a broker's file can hold, head fields first. Ids are for ever: saved templates name them. */
export const BROKER_COLUMNS: readonly BrokerColumn[] = [
  text('order_number', 'Order number', '订单号', ({ declaration }) => declaration.orderNumber),
  text('invoice_number', 'Invoice number', '发票号', ({ declaration }) => declaration.number),
  text('tracking_number', 'Tracking number', '运单号', ({ declaration }) => declaration.trackingNumber),
  text('cop_number', 'Internal number', '企业内部编号', ({ item }) => item.copNo),
  text('ship_date', 'Ship date', '发货日期', ({ declaration }) => declaration.shipDate),
  text('destination', 'Destination', '目的地', ({ declaration }) => declaration.territory),
  text('carrier', 'Carrier', '承运商', ({ declaration }) => declaration.carrierId),
  text('channel', 'Channel', '渠道', ({ declaration }) => declaration.channel),
  text('supervision_mode', 'Supervision mode', '监管方式', ({ declaration }) => declaration.supervisionMode),
  text('category', 'Category', '物品类别', ({ declaration }) => declaration.category),
  text('incoterm', 'Incoterm', '贸易术语', ({ declaration }) => declaration.incoterm),
  text('named_place', 'Named place', '指定地点', ({ declaration }) => declaration.namedPlace),
  text('duty_payer', 'Duty payer', '关税支付方', ({ declaration }) => declaration.dutyPayer),
  text('tax_prepaid', 'Tax prepaid', '进口税已预缴', ({ declaration }) => (declaration.isTaxPrepaid ? 'yes' : 'no')),
  text('platform', 'Platform', '平台', ({ declaration }) => declaration.platformName),
  text('currency', 'Currency', '币种', ({ declaration }) => declaration.currency),
  money('total_value', 'Total value', '总金额', ({ declaration }) =>
    declaration.lines.reduce((sum, line) => sum + line.valueMinor, 0),
  ),
  money('freight', 'Freight', '运费', ({ declaration }) => declaration.freightMinor),
  money('insurance', 'Insurance', '保费', ({ declaration }) => declaration.insuranceMinor),
  money('other_charges', 'Other charges', '杂费', ({ declaration }) => declaration.otherMinor),
  number('gross_weight_kg', 'Gross weight (kg)', '毛重(千克)', ({ declaration }) =>
    decimalKilograms(declaration.grossWeightG),
  ),
  number('packages', 'Packages', '件数', ({ declaration }) => String(Math.max(1, declaration.packages.length))),
  text('licence_number', 'Licence number', '许可证号', ({ declaration }) => declaration.licenceNumber),
  text('comments', 'Comments', '备注', ({ declaration }) => declaration.comments),
  ...party('sender', 'Sender', '发件人', (declaration) => declaration.sender),
  ...party('recipient', 'Recipient', '收件人', (declaration) => declaration.recipient),
  number('line_number', 'Line', '项号', (of) => String(of.number)),
  text('sku', 'SKU', '商品货号', ({ line }) => line.skuCode),
  text('description_en', 'Description', '英文品名', ({ line }) => line.descriptionEn),
  text('description_zh', 'Chinese name', '中文品名', ({ line }) => line.descriptions['zh'] ?? ''),
  text('material', 'Material', '材质', ({ line }) => line.material),
  text('use', 'Use', '用途', ({ line }) => line.use),
  text('brand', 'Brand', '品牌', ({ line }) => line.brand),
  text('model', 'Model', '型号', ({ line }) => line.model),
  text('gtin', 'GTIN', '商品条码', ({ line }) => line.gtin),
  number('quantity', 'Quantity', '数量', ({ line }) => String(line.quantity)),
  text('unit', 'Unit code', '计量单位代码', ({ line }) => line.unitCode),
  number('net_weight_kg', 'Net weight (kg)', '净重(千克)', ({ line }) => decimalKilograms(line.netWeightG)),
  money('unit_value', 'Unit value', '单价', ({ line }) => line.unitValueMinor),
  money('line_value', 'Line value', '总价', ({ line }) => line.valueMinor),
  text('hs6', 'HS code (6)', 'HS编码(6位)', ({ line }) => (line.hsCodes[0]?.code ?? '').slice(0, 6)),
  text('cn10', 'HS code China (10)', '商品编号(10位)', ({ line }) => codeOf(line, 'cn10')),
  text('us_hts10', 'HTS code US (10)', '美国HTS编码', ({ line }) => codeOf(line, 'us_hts10')),
  text('eu_taric10', 'TARIC code EU (10)', '欧盟TARIC编码', ({ line }) => codeOf(line, 'eu_taric10')),
  text('origin', 'Country of origin', '原产国', ({ line }) => line.origin),
  text('elements', 'Declaration elements', '申报要素', ({ line }) => line.elements.map(({ value }) => value).join('|')),
  text('battery', 'Battery', '电池', ({ line }) => (line.battery.kind === 'none' ? '' : line.battery.kind)),
  text('danger_class', 'Danger class', '危险品类别', ({ line }) => line.dangerClass),
];

export function brokerColumn(id: string): BrokerColumn | undefined {
  return BROKER_COLUMNS.find((column) => column.id === id);
}
