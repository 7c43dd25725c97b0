import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import { BatteryKind, BrandKind, CalendarDay, GoodsFlag } from '#shared/model/customs.ts';
import type { CustomsBattery, GoodsCertificate, HsScheme } from '#shared/model/customs.ts';
import type { GoodsFacts, GoodsLanguage } from '#shared/model/customs-goods.ts';
import { CurrencyCode, formatDecimalAmount, parseDecimalAmount } from '#shared/model/money.ts';

/** A cell that empties what is stored; an empty cell leaves it as it is. */
const CLEAR = '-';

/** One column of the goods table, for files in and out: the same names, so that an exported file can be read again. */
export interface GoodsColumn {
  readonly name: string;
  /** Header texts by which it is recognised (lower case, no spaces, no brackets). */
  readonly aliases: readonly string[];
  write(goods: GoodsFacts): string;
  /** The facts with this cell in them, or what would have been a right value. `text` is not empty. */
  read(facts: GoodsFacts, text: string): GoodsFacts | { readonly expected: string };
}

type TextField = {
  [Name in keyof GoodsFacts]: GoodsFacts[Name] extends string
    ? string extends GoodsFacts[Name]
      ? Name
      : never
    : never;
}[keyof GoodsFacts];

const textColumn = (name: string, field: TextField, most: number, ...aliases: string[]): GoodsColumn => ({
  name,
  aliases,
  write: (goods) => goods[field],
  read(facts, text) {
    const clean = text === CLEAR ? '' : cleanProse(text).replaceAll(/\s+/g, ' ');
    return clean.length > most ? { expected: 'shorter_text' } : { ...facts, [field]: clean };
  },
});

const languageColumn = (language: GoodsLanguage, ...aliases: string[]): GoodsColumn => ({
  name: `description_${language}`,
  aliases,
  write: (goods) => goods.descriptions[language] ?? '',
  read(facts, text) {
    if (text.length > 400) return { expected: 'shorter_text' };
    return { ...facts, descriptions: { ...facts.descriptions, [language]: text === CLEAR ? '' : text } };
  },
});

const codeColumn = (scheme: HsScheme, ...aliases: string[]): GoodsColumn => ({
  name: scheme === 'other' ? 'hs_other' : scheme,
  aliases,
  write: (goods) => goods.hsCodes.find((entry) => entry.scheme === scheme)?.code ?? '',
  read(facts, text) {
    const others = facts.hsCodes.filter((entry) => entry.scheme !== scheme);
    if (text === CLEAR) return { ...facts, hsCodes: others };
    const code = cleanIdentifier(text).replaceAll(/[\s.-]/g, '');
    if (!/^\d{6,13}$/.test(code)) return { expected: 'hs_code' };
    return { ...facts, hsCodes: [...others, { scheme, code }] };
  },
});

const batteryColumn = (
  name: string,
  field: Exclude<keyof CustomsBattery, 'kind'>,
  ...aliases: string[]
): GoodsColumn => ({
  name,
  aliases,
  write: ({ battery }) => (battery[field] === null || battery[field] === 0 ? '' : String(battery[field])),
  read: (facts, text) => putBattery(facts, field, text === CLEAR ? null : wholeNumber(text)),
});

/** Watt-hours in the file, milliwatt-hours in the database. */
const energyColumn = (name: string, field: 'cellMwh' | 'batteryMwh', ...aliases: string[]): GoodsColumn => ({
  name,
  aliases,
  write: ({ battery }) => (battery[field] === null ? '' : formatThousandths(battery[field])),
  read: (facts, text) => putBattery(facts, field, text === CLEAR ? null : thousandths(text)),
});

export const GOODS_COLUMNS: readonly GoodsColumn[] = [
  textColumn(
    'description_en',
    'descriptionEn',
    400,
    'description',
    'descriptionenglish',
    'englishdescription',
    '英文品名',
    '英文申报品名',
    '申报品名英文',
  ),
  languageColumn('zh', '中文品名', '中文申报品名', '申报品名中文'),
  languageColumn('th', '泰文品名'),
  languageColumn('ar', '阿拉伯文品名'),
  languageColumn('ru', '俄文品名'),
  languageColumn('pt', '葡文品名'),
  languageColumn('es', '西文品名'),
  languageColumn('ko', '韩文品名'),
  languageColumn('ja', '日文品名'),
  languageColumn('vi', '越文品名'),
  languageColumn('id', '印尼文品名'),
  languageColumn('tr', '土文品名'),
  languageColumn('fr', '法文品名'),
  languageColumn('de', '德文品名'),
  languageColumn('it', '意文品名'),
  textColumn('material', 'material', 200, '材质', '英文材质', '材料'),
  textColumn('use', 'use', 200, 'usage', 'purpose', '用途', '英文用途'),
  textColumn('origin_country', 'origin', 2, 'origin', 'countryoforigin', '原产国', '原产地'),
  {
    name: 'net_weight_g',
    aliases: ['netweight', 'netweightgrams', '净重', '净重g', '净重克'],
    write: ({ netWeightG }) => (netWeightG === null ? '' : String(netWeightG)),
    read(facts, text) {
      if (text === CLEAR) return { ...facts, netWeightG: null };
      const grams = wholeNumber(text);
      return grams === undefined || grams < 1 || grams > 1_000_000
        ? { expected: 'grams' }
        : { ...facts, netWeightG: grams };
    },
  },
  textColumn('unit_code', 'unitCode', 6, 'unit', '计量单位', '申报单位', '单位'),
  textColumn('brand', 'brand', 80, '品牌'),
  {
    name: 'brand_kind',
    aliases: ['brandtype', '品牌类型'],
    write: ({ brandKind }) => brandKind,
    read(facts, text) {
      const kind = BrandKind.safeParse(text);
      return kind.success ? { ...facts, brandKind: kind.data } : { expected: 'brand_kind' };
    },
  },
  textColumn('model', 'model', 80, '型号'),
  textColumn('gtin', 'gtin', 14, 'ean', 'upc', '条码', '商品条码'),
  textColumn('manufacturer_product_id', 'manufacturerProductId', 80, 'mpn', '制造商产品编号', '厂商货号'),
  codeColumn('hs6', 'hs', 'hscode', '海关编码', 'hs编码'),
  codeColumn('eu_cn8', 'cn8'),
  codeColumn('eu_taric10', 'taric', 'taric10'),
  codeColumn('us_hts10', 'hts', 'hts10', 'ushts'),
  codeColumn('cn10', 'chinahs', '中国海关编码', '商品编号', '报关编码'),
  codeColumn('sa12', 'saudihs'),
  codeColumn('uk10', 'ukcode'),
  codeColumn('jp9', 'jpcode'),
  codeColumn('kr10', 'hsk', 'krcode'),
  codeColumn('other'),
  {
    name: 'value',
    aliases: ['declaredvalue', 'customsvalue', '申报价值', '申报单价'],
    write: ({ valuePolicy }) =>
      valuePolicy.kind === 'paid'
        ? ''
        : `${formatDecimalAmount(valuePolicy.valueMinor, valuePolicy.currency)} ${valuePolicy.currency}`,
    read(facts, text) {
      if (text === CLEAR) return { ...facts, valuePolicy: { kind: 'paid' } };
      const [amount = '', currency = ''] = cleanIdentifier(text).toUpperCase().split(/\s+/);
      const valueMinor = CurrencyCode.safeParse(currency).success ? parseDecimalAmount(amount, currency) : null;
      if (valueMinor === null || valueMinor < 1) return { expected: 'amount_with_currency' };
      return { ...facts, valuePolicy: { kind: 'fixed', valueMinor, currency } };
    },
  },
  {
    name: 'battery_kind',
    aliases: ['battery', '电池', '电池类型'],
    write: ({ battery }) => (battery.kind === 'none' ? '' : battery.kind),
    read(facts, text) {
      const kind = BatteryKind.safeParse(text === CLEAR ? 'none' : text.toLowerCase());
      if (!kind.success) return { expected: 'battery_kind' };
      const none = { cellMwh: null, batteryMwh: null, cellCount: 0, batteryCount: 0, chargePercent: null };
      return { ...facts, battery: { ...facts.battery, ...(kind.data === 'none' ? none : {}), kind: kind.data } };
    },
  },
  energyColumn('battery_wh', 'batteryMwh', 'wh', '电池瓦时', '瓦时'),
  energyColumn('cell_wh', 'cellMwh', '电芯瓦时'),
  batteryColumn('battery_count', 'batteryCount', '电池数量'),
  batteryColumn('cell_count', 'cellCount', '电芯数量'),
  batteryColumn('charge_percent', 'chargePercent', 'soc', '荷电状态'),
  textColumn('danger_class', 'dangerClass', 20, 'un', '危险品类别', '危险品'),
  {
    name: 'flags',
    aliases: ['标记', '特性'],
    write: ({ flags }) => flags.join(' '),
    read(facts, text) {
      const names =
        text === CLEAR
          ? []
          : cleanIdentifier(text)
              .toLowerCase()
              .split(/[\s,;|]+/)
              .filter(Boolean);
      const flags = names.map((name) => GoodsFlag.safeParse(name));
      if (flags.some(({ success }) => !success)) return { expected: 'flags' };
      return { ...facts, flags: flags.flatMap(({ data }) => (data === undefined ? [] : [data])) };
    },
  },
  {
    name: 'restricted',
    aliases: ['isrestricted', '限制出口'],
    write: ({ isRestricted }) => (isRestricted ? 'yes' : ''),
    read(facts, text) {
      const yes = /^(yes|y|true|1|是)$/i.test(text);
      const no = /^(no|n|false|0|否|-)$/i.test(text);
      return yes || no ? { ...facts, isRestricted: yes } : { expected: 'yes_or_no' };
    },
  },
  {
    name: 'certificates',
    aliases: ['证书'],
    write: ({ certificates }) =>
      certificates
        .map(({ kind, number, issuer, validFrom, validTo }) =>
          [kind, number, issuer, validFrom ?? '', validTo ?? ''].join(' ~ '),
        )
        .join('\n'),
    read(facts, text) {
      const certificates =
        text === CLEAR
          ? []
          : text
              .split(/[;\n]/)
              .filter((part) => part.trim() !== '')
              .map(readCertificate);
      if (certificates.some((certificate) => certificate === null)) return { expected: 'certificates' };
      return { ...facts, certificates: certificates.filter((certificate) => certificate !== null) };
    },
  },
  {
    name: 'elements',
    aliases: ['申报要素', '要素'],
    write: ({ elements }) => elements.map(({ name, value }) => `${name}=${value}`).join('\n'),
    read(facts, text) {
      const pairs = text === CLEAR ? [] : text.split(/[|\n]/).map((part) => part.split(/[=:：](.*)/s));
      const elements = pairs.map(([name = '', value = '']) => ({ name: name.trim(), value: value.trim() }));
      const isWrong = elements.some(({ name, value }) => name === '' || name.length > 60 || value.length > 200);
      return isWrong || elements.length > 40 ? { expected: 'elements' } : { ...facts, elements };
    },
  },
];

/** `kind ~ number ~ issuer ~ from ~ to`, with bars as well; what is missing at the end is empty. */
function readCertificate(text: string): GoodsCertificate | null {
  const [kind = '', number = '', issuer = '', from = '', to = '', ...more] = text
    .split(/[~|]/)
    .map((part) => part.trim());
  const days = [from, to].map((day) => (day === '' ? null : CalendarDay.safeParse(day)));
  const isWrong = kind === '' || kind.length > 30 || number.length > 80 || issuer.length > 120 || more.length > 0;
  if (isWrong || days.some((day) => day !== null && !day.success)) return null;
  return { kind, number, issuer, validFrom: from === '' ? null : from, validTo: to === '' ? null : to };
}

function putBattery(
  facts: GoodsFacts,
  field: Exclude<keyof CustomsBattery, 'kind'>,
  value: number | null | undefined,
): GoodsFacts | { readonly expected: string } {
  if (value === undefined || (field === 'chargePercent' && (value ?? 0) > 100)) return { expected: 'number' };
  const empty = field === 'cellCount' || field === 'batteryCount' ? 0 : null;
  return { ...facts, battery: { ...facts.battery, [field]: value ?? empty } };
}

function wholeNumber(text: string): number | undefined {
  const clean = cleanIdentifier(text);
  return /^\d{1,9}$/.test(clean) ? Number(clean) : undefined;
}

/** "3.7" -> 3700; more than three decimals are no energy that anybody states. */
function thousandths(text: string): number | undefined {
  const match = /^(\d{1,6})(?:\.(\d{1,3}))?$/.exec(cleanIdentifier(text));
  return match ? Number(match[1]) * 1_000 + Number((match[2] ?? '').padEnd(3, '0')) : undefined;
}

function formatThousandths(value: number): string {
  const decimals = String(value % 1_000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return decimals === '' ? String(Math.floor(value / 1_000)) : `${Math.floor(value / 1_000)}.${decimals}`;
}
