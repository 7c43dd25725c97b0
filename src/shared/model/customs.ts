import { z } from 'zod';
import { CurrencyCode } from '#shared/model/money.ts';
import { OrderId, OrderLineId, ShipmentId, SkuId } from '#shared/model/ids.ts';

/** What customs papers are about: the parties, the goods and the parcel, as they stood on the ship date. */

/** How a parcel travels; decides which papers it needs (UPU: small packet, parcel, EMS; else the carrier's own lane). */
export const CustomsChannel = z.enum(['letter_post', 'parcel_post', 'ems', 'express', 'dedicated_line']);
export type CustomsChannel = z.infer<typeof CustomsChannel>;

/** 监管方式 of the export side (GACC): 0110 general trade, 9610 retail direct mail, 1210 bonded, 9710 B2B, 9810 overseas warehouse, 3010 samples. */
export const SupervisionMode = z.enum(['0110', '9610', '1210', '9710', '9810', '3010']);
export type SupervisionMode = z.infer<typeof SupervisionMode>;

/** Category of item on CN22 and CN23. An order with a payment is always `sale`. */
export const ItemCategory = z.enum(['sale', 'gift', 'documents', 'sample', 'return', 'other']);
export type ItemCategory = z.infer<typeof ItemCategory>;

export const Incoterm = z.enum(['EXW', 'FCA', 'FOB', 'CFR', 'CIF', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP']);
export type Incoterm = z.infer<typeof Incoterm>;

/** Kinds of outside numbers of a party; each has its own form and check (customs.md section 11). */
export const IdNumberKind = z.enum([
  'ioss',
  'eori',
  'vat',
  'gb_vat',
  'cpf',
  'cnpj',
  'pccc',
  'brn',
  'rfc',
  'curp',
  'rut',
  'tckn',
  'tr_vkn',
  'inn_person',
  'inn_company',
  'ru_passport',
  'aadhaar',
  'pan',
  'gstin',
  'iec',
  'in_passport',
  'voter_id',
  'th_pin',
  'npwp',
  'nik',
  'mst',
  'nric',
  'uen',
  'abn',
  'arn',
  'sa_id',
  'emirates_id',
  'uscc',
  'cn_customs_code',
  'my_lvg',
  'sg_gst',
  'nz_gst',
  'cl_sii',
  'voec',
  'tax_id',
]);
export type IdNumberKind = z.infer<typeof IdNumberKind>;

export const IdNumber = z.object({ kind: IdNumberKind, value: z.string().max(40) });
export type IdNumber = z.infer<typeof IdNumber>;

/** ISO 3166-1 alpha-2. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/);

/** A day without a zone, `yyyy-mm-dd`: ship dates and the validity of rules. */
export const CalendarDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const line = z.string().max(200);

export const CustomsParty = z.object({
  name: line,
  company: line,
  isCompany: z.boolean(),
  street: z.string().max(400),
  city: line,
  province: line,
  postcode: z.string().max(20),
  country: CountryCode.or(z.literal('')),
  phone: z.string().max(40),
  email: z.string().max(200),
  /** Name and address in the local script, where the fields above are transliterated; empty: none. */
  localName: line,
  localAddress: z.string().max(600),
  numbers: z.array(IdNumber).max(20),
});
export type CustomsParty = z.infer<typeof CustomsParty>;

/** A paper of the goods: TISI, KC, CE, FCC, UN38.3, MSDS, licence ... */
export const GoodsCertificate = z.object({
  kind: z.string().trim().min(1).max(30),
  number: z.string().trim().max(80),
  issuer: z.string().trim().max(120),
  validFrom: CalendarDay.nullable(),
  validTo: CalendarDay.nullable(),
});
export type GoodsCertificate = z.infer<typeof GoodsCertificate>;

/** Where the battery is: in the device (PI967/970), packed with it (PI966/969), alone (PI965/968), in a vehicle (PI952). */
export const BatteryKind = z.enum([
  'none',
  'ion_in_device',
  'ion_with_device',
  'ion_alone',
  'ion_vehicle',
  'metal_in_device',
  'metal_with_device',
  'metal_alone',
]);
export type BatteryKind = z.infer<typeof BatteryKind>;

/** What carriers and customs ask about goods beside their code. */
export const GoodsFlag = z.enum([
  'liquid',
  'powder',
  'magnet',
  'blade',
  'food',
  'cosmetic',
  'medicine',
  'plant_or_animal',
  'brand',
  'book',
  'e_cigarette',
  'aerosol',
  'weapon_like',
  'precious_metal',
]);
export type GoodsFlag = z.infer<typeof GoodsFlag>;

/** 品牌类型 of the declaration elements: 0 none, 1 own, 2 bought, 3 foreign OEM, 4 foreign other. */
export const BrandKind = z.enum(['0', '1', '2', '3', '4']);

export const CustomsBattery = z.object({
  kind: BatteryKind,
  /** Milliwatt-hours of one cell and of one battery; null: not known. */
  cellMwh: z.int().nonnegative().nullable(),
  batteryMwh: z.int().nonnegative().nullable(),
  /** Cells and batteries of one unit of the goods. */
  cellCount: z.int().nonnegative(),
  batteryCount: z.int().nonnegative(),
  /** State of charge as shipped, in percent; null: not known. */
  chargePercent: z.int().min(0).max(100).nullable(),
});
export type CustomsBattery = z.infer<typeof CustomsBattery>;

/** Scheme of a goods code: `hs6` everywhere, the others national, each beginning with the same six digits. */
export const HsScheme = z.enum([
  'hs6',
  'eu_cn8',
  'eu_taric10',
  'us_hts10',
  'cn10',
  'sa12',
  'uk10',
  'jp9',
  'kr10',
  'other',
]);
export type HsScheme = z.infer<typeof HsScheme>;

export const HsCode = z.object({ scheme: HsScheme, code: z.string().regex(/^\d{6,13}$/) });
export type HsCode = z.infer<typeof HsCode>;

export const CustomsLine = z.object({
  orderLineId: OrderLineId.nullable(),
  skuId: SkuId.nullable(),
  skuCode: z.string().max(80),
  /** What it is, in English. */
  descriptionEn: z.string().max(400),
  /** By language tag (th, zh, ar, ru, pt, es, ko, ja ...). */
  descriptions: z.record(z.string(), z.string().max(400)),
  /** Of what it is made, and for what it is used, in English. */
  material: z.string().max(200),
  use: z.string().max(200),
  quantity: z.int().positive(),
  /** UN/ECE or Chinese customs unit code, e.g. 011 (件). */
  unitCode: z.string().max(6),
  /** Of the whole line. */
  netWeightG: z.int().nonnegative(),
  unitValueMinor: z.int().nonnegative(),
  /** quantity x unitValueMinor; in the declaration's currency. */
  valueMinor: z.int().nonnegative(),
  /** What the buyer paid for the line, in the order's currency; null: no sale. */
  paidMinor: z.int().nonnegative().nullable(),
  hsCodes: z.array(HsCode).max(12),
  origin: CountryCode.or(z.literal('')),
  brand: z.string().max(80),
  brandKind: BrandKind,
  model: z.string().max(80),
  gtin: z.string().max(14),
  manufacturerProductId: z.string().max(80),
  battery: CustomsBattery,
  /** IATA class or UN number of other dangerous goods; empty: none. */
  dangerClass: z.string().max(20),
  flags: z.array(GoodsFlag),
  certificates: z.array(GoodsCertificate).max(30),
  /** Values of the declaration elements (申报要素) in the order of the heading's list, brand kind and benefit first. */
  elements: z.array(z.object({ name: z.string().max(60), value: z.string().max(200) })).max(40),
});
export type CustomsLine = z.infer<typeof CustomsLine>;

export const CustomsPackage = z.object({
  number: z.int().positive(),
  marks: z.string().max(80),
  grossWeightG: z.int().nonnegative(),
  lengthMm: z.int().nonnegative(),
  widthMm: z.int().nonnegative(),
  heightMm: z.int().nonnegative(),
  /** Units of each line (index into `lines`) that lie in it. */
  contents: z.array(z.object({ line: z.int().nonnegative(), quantity: z.int().positive() })),
});
export type CustomsPackage = z.infer<typeof CustomsPackage>;

/** All that papers, rules and data out need to know of one parcel. A snapshot: what changes later does not change it. */
export const CustomsDeclaration = z.object({
  orderId: OrderId,
  orderNumber: z.string().max(80),
  shipmentId: ShipmentId.nullable(),
  /** Of the invoice; equal for the same order and parcel for ever. */
  number: z.string().max(40),
  /** Rules are chosen by this day. */
  shipDate: CalendarDay,
  /** Country or own customs territory of the destination, e.g. DE, GB, XI (Northern Ireland), IC (Canary Islands). */
  territory: z.string().max(8),
  channel: CustomsChannel,
  carrierId: z.string().max(40),
  /** S10 or the carrier's own number; empty: not yet known. */
  trackingNumber: z.string().max(40),
  supervisionMode: SupervisionMode,
  /** The sender states that its parcels under 9710 and 9810 need no licence, no inspection and no tax: small ones go by list. */
  isListExport: z.boolean().default(false),
  category: ItemCategory,
  categoryNote: z.string().max(120),
  sender: CustomsParty,
  recipient: CustomsParty,
  /** Where it is not the recipient. */
  importer: CustomsParty.nullable(),
  incoterm: Incoterm,
  namedPlace: z.string().max(80),
  dutyPayer: z.enum(['sender', 'recipient']),
  /** Import tax was collected at the sale (IOSS, LVG, GST paid ...). */
  isTaxPrepaid: z.boolean(),
  platformName: z.string().max(60),
  isMailOrder: z.boolean(),
  sellerBrand: z.string().max(60),
  currency: CurrencyCode,
  freightMinor: z.int().nonnegative(),
  insuranceMinor: z.int().nonnegative(),
  otherMinor: z.int().nonnegative(),
  postageMinor: z.int().nonnegative().nullable(),
  /** Whether money was paid for it. */
  isPaid: z.boolean(),
  orderCurrency: CurrencyCode,
  /** The rate by which what was paid became what is declared, and its day; null: both are one currency. */
  exchange: z
    .object({ from: CurrencyCode, to: CurrencyCode, rate: z.string().max(30), day: CalendarDay })
    .nullable()
    .default(null),
  grossWeightG: z.int().nonnegative(),
  lines: z.array(CustomsLine).max(500),
  packages: z.array(CustomsPackage).max(100),
  /** Parcels of the order; each is declared by itself, and its package bears its number among them. */
  parcelCount: z.int().positive().default(1),
  licenceNumber: z.string().max(60),
  certificateNumber: z.string().max(60),
  comments: z.string().max(300),
  /** Who signs, and where; the pictures are PNG in base64, empty: the name is typed. */
  signature: z.object({
    name: z.string().max(80),
    place: z.string().max(80),
    signaturePng: z.string().max(250_000),
    stampPng: z.string().max(250_000),
  }),
});
export type CustomsDeclaration = z.infer<typeof CustomsDeclaration>;

/** What one rule says about one field. Only rules that are verified block. */
export const CustomsFinding = z.object({
  /** `recipient.numbers.cpf`, `lines.0.hsCodes` ... */
  path: z.string(),
  ruleId: z.string(),
  severity: z.enum(['block', 'warn', 'info']),
  /** What is wrong and what to do, in both languages. */
  textEn: z.string(),
  textZh: z.string(),
  fixEn: z.string(),
  fixZh: z.string(),
  sourceRef: z.string(),
});
export type CustomsFinding = z.infer<typeof CustomsFinding>;

/** Papers of a parcel. */
export const CustomsPaperKind = z.enum([
  'cn22',
  'cn23',
  'commercial_invoice',
  'proforma_invoice',
  'packing_list',
  'label_cn22',
  'export_list_9610',
  'export_declaration',
  'thai_packing_list',
  'battery_mark',
  'origin_statement',
  'paperless_invoice',
]);
export type CustomsPaperKind = z.infer<typeof CustomsPaperKind>;
