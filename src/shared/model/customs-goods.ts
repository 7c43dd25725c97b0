import { z } from 'zod';
import {
  BrandKind,
  CountryCode,
  CustomsBattery,
  GoodsCertificate,
  GoodsFlag,
  HsCode,
  HsScheme,
} from '#shared/model/customs.ts';
import { SkuId } from '#shared/model/ids.ts';
import { CurrencyCode } from '#shared/model/money.ts';

/** What is declared as the worth of one unit: what the buyer paid, or a fixed value where nothing was paid. */
export const ValuePolicy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paid') }),
  z.object({ kind: z.literal('fixed'), valueMinor: z.int().positive().max(100_000_000_00), currency: CurrencyCode }),
]);
export type ValuePolicy = z.infer<typeof ValuePolicy>;

/** One declaration element (申报要素) with its value. */
export const GoodsElement = z.object({ name: z.string().max(60), value: z.string().max(200) });
export type GoodsElement = z.infer<typeof GoodsElement>;

/** Languages in which a destination may want the description beside English. */
export const GoodsLanguage = z.enum([
  'zh',
  'th',
  'ar',
  'ru',
  'pt',
  'es',
  'ko',
  'ja',
  'vi',
  'id',
  'tr',
  'fr',
  'de',
  'it',
]);
export type GoodsLanguage = z.infer<typeof GoodsLanguage>;

/** What a person enters about goods for customs; of one unit. Texts are cleaned by the use cases, not by the wire. */
export const GoodsFacts = z.object({
  descriptionEn: z.string().max(400),
  /** By language tag; languages without a text are missing. */
  descriptions: z.partialRecord(GoodsLanguage, z.string().max(400)),
  material: z.string().max(200),
  use: z.string().max(200),
  hsCodes: z.array(HsCode).max(HsScheme.options.length),
  /** Where it was made; empty: not known. */
  origin: CountryCode.or(z.literal('')),
  netWeightG: z.int().positive().max(1_000_000).nullable(),
  /** Chinese customs unit code, three digits; empty: not known. */
  unitCode: z.string().max(6),
  valuePolicy: ValuePolicy,
  brand: z.string().max(80),
  brandKind: BrandKind,
  model: z.string().max(80),
  gtin: z.string().max(14),
  manufacturerProductId: z.string().max(80),
  battery: CustomsBattery,
  /** IATA class or UN number of other dangerous goods; empty: none. */
  dangerClass: z.string().max(20),
  flags: z.array(GoodsFlag).max(GoodsFlag.options.length),
  certificates: z.array(GoodsCertificate).max(30),
  elements: z.array(GoodsElement).max(40),
  /** Not to be exported without a licence or another special paper. */
  isRestricted: z.boolean(),
});
export type GoodsFacts = z.infer<typeof GoodsFacts>;

export const GoodsField = GoodsFacts.keyof();
export type GoodsField = z.infer<typeof GoodsField>;

/** Some of the fields, to be changed together. */
export const GoodsPatch = GoodsFacts.partial();
export type GoodsPatch = z.infer<typeof GoodsPatch>;

/** Fields that customs judges: while two people are wanted, a change of these waits for the second. */
export const CHECKED_GOODS_FIELDS: readonly GoodsField[] = [
  'descriptionEn',
  'descriptions',
  'material',
  'use',
  'hsCodes',
  'origin',
  'valuePolicy',
  'certificates',
  'battery',
  'dangerClass',
  'flags',
  'isRestricted',
];

/** Goods of which nobody has entered anything. */
export const NO_GOODS_FACTS: GoodsFacts = {
  descriptionEn: '',
  descriptions: {},
  material: '',
  use: '',
  hsCodes: [],
  origin: '',
  netWeightG: null,
  unitCode: '',
  valuePolicy: { kind: 'paid' },
  brand: '',
  brandKind: '0',
  model: '',
  gtin: '',
  manufacturerProductId: '',
  battery: { kind: 'none', cellMwh: null, batteryMwh: null, cellCount: 0, batteryCount: 0, chargePercent: null },
  dangerClass: '',
  flags: [],
  certificates: [],
  elements: [],
  isRestricted: false,
};

/** What is in force for one SKU, with what waits for a second person. */
export const CustomsGoods = GoodsFacts.extend({
  skuId: SkuId,
  skuCode: z.string(),
  /** Of the product data, in the shop's own language. */
  title: z.string(),
  /** Counts the changes in force; 0: nobody has entered anything. */
  version: z.int().nonnegative(),
  /** A change waits for a second person; the values here are the old ones. */
  isPending: z.boolean(),
});
export type CustomsGoods = z.infer<typeof CustomsGoods>;
