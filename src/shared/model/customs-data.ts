import { z } from 'zod';

/** What the files say that customs, posts and brokers are given: their formats, and what a person sets up for them. */

export const CustomsFormatId = z.enum([
  'itmatt_json',
  'itmatt_xml',
  'ceb603_xml',
  'broker_csv',
  'broker_xlsx',
  'broker_json',
]);
export type CustomsFormatId = z.infer<typeof CustomsFormatId>;

/** Formats of one family tell the same to the same party: an order goes out once per family. */
export const CustomsFormatFamily = z.enum(['itmatt', 'ceb603', 'broker']);
export type CustomsFormatFamily = z.infer<typeof CustomsFormatFamily>;

/** See {@link CustomsFormatFamily}. */
export function formatFamily(id: CustomsFormatId): CustomsFormatFamily {
  if (id === 'ceb603_xml') return 'ceb603';
  return id === 'itmatt_json' || id === 'itmatt_xml' ? 'itmatt' : 'broker';
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml',
};

/** What kind of file a format is: the end of its id is the extension. A format of another version is bytes. */
export function customsFileType(format: string): { readonly extension: string; readonly mediaType: string } {
  const extension = format.split('_').at(-1) ?? '';
  const mediaType = MEDIA_TYPES[extension];
  return mediaType === undefined
    ? { extension: 'bin', mediaType: 'application/octet-stream' }
    : { extension, mediaType };
}

/** Columns of a broker's file, in their order. An empty heading takes the product's own. */
export const BrokerTemplate = z.object({
  columns: z
    .array(z.object({ id: z.string().min(1).max(40), heading: z.string().trim().max(60) }))
    .min(1)
    .max(80),
  headings: z.enum(['en', 'zh-CN', 'both']),
  /** Of CSV files; UTF-8 is written with a byte order mark. */
  encoding: z.enum(['utf-8', 'gb18030']),
  /** CSV only: an apostrophe before long numbers and leading zeros, so that a spreadsheet keeps every digit. */
  guardNumbers: z.boolean(),
});
export type BrokerTemplate = z.infer<typeof BrokerTemplate>;

const code = (most: number) => z.string().trim().max(most);

/** 计量单位 by the beginning of a goods code; the longest beginning wins. `same`: the unit that is sold. */
export const StatutoryUnit = z.object({
  hsPrefix: z.string().regex(/^\d{2,10}$/),
  unit1: z.string().regex(/^(\d{3}|same)$/),
  unit2: z.string().regex(/^(\d{3})?$/),
});

/**
 * What a 9610 list (CEB603) says of the company and the lane, the same for every order; lengths as the message has them
 * (customs.md 8.3). Codes are those that customs gave the company: nothing is guessed.
 */
export const Ceb603Profile = z.object({
  customsCode: code(4),
  portCode: code(4),
  ebpCode: code(50),
  ebpName: code(100),
  ebcCode: code(18),
  ebcName: code(100),
  agentCode: code(18),
  agentName: code(100),
  ownerCode: code(18),
  ownerName: code(100),
  logisticsCode: code(18),
  logisticsName: code(100),
  /** Bonded lists (1210) only. */
  iacCode: code(18),
  iacName: code(100),
  emsNo: code(30),
  /** 传输企业 of the message: its code, name and DXP id. */
  copCode: code(18),
  copName: code(100),
  dxpId: code(30),
  /** 运输方式: 2 water, 3 rail, 4 road, 5 air, 6 mail, 9 other. */
  trafMode: code(1),
  wrapType: code(1),
  loctNo: code(10),
  /** 指运港; empty: the code of the destination country. */
  pod: code(6),
  /** A simplified, B summary declaration. */
  statisticsFlag: z.enum(['A', 'B']),
  /** Goods that are exported with a tax refund or an export duty: the simplified declaration is closed to them. */
  hasTaxRefund: z.boolean(),
  hasExportDuty: z.boolean(),
  /** 1: kept at the electronic port (暂存), 2: declared (申报). */
  appStatus: z.enum(['1', '2']),
  /** `alpha3`: CHN, USD; `customs3`: the numbers of customs, from the two lists below. */
  codes: z.enum(['alpha3', 'customs3']),
  countryNumbers: z.record(z.string().regex(/^[A-Z]{2}$/), z.string().regex(/^\d{3}$/)),
  currencyNumbers: z.record(z.string().regex(/^[A-Z]{3}$/), z.string().regex(/^\d{3}$/)),
  statutoryUnits: z.array(StatutoryUnit).max(400),
  /** Where no beginning fits; empty: the order is left out until somebody says so. */
  usualStatutoryUnit: z.string().regex(/^(\d{3}|same)?$/),
});
export type Ceb603Profile = z.infer<typeof Ceb603Profile>;

/** What changes with each departure. */
export const CustomsTransport = z.object({
  /** 出口日期, yyyy-mm-dd; empty: each order's ship date. */
  exportDay: z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/),
  trafName: code(100),
  voyageNo: code(32),
  billNo: code(37),
  totalPackageNo: code(38),
});
export type CustomsTransport = z.infer<typeof CustomsTransport>;

export const NO_TRANSPORT: CustomsTransport = {
  exportDay: '',
  trafName: '',
  voyageNo: '',
  billNo: '',
  totalPackageNo: '',
};

/** What customs made of a parcel. */
export const ClearanceResult = z.enum(['cleared', 'refused', 'held', 'returned']);
export type ClearanceResult = z.infer<typeof ClearanceResult>;
