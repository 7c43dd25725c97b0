/** A carrier as TOP lists it, with its pattern for waybill numbers. */
export interface LogisticsCompany {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly regMailNo: string;
}

/** A short list in TOP's shape. SF's pattern stands in the reference (B10); the others are loose on purpose. */
export const LOGISTICS_COMPANIES: readonly LogisticsCompany[] = [
  { id: 505, code: 'SF', name: '顺丰速运', regMailNo: '^SF\\d{13}$|^\\d{12}$' },
  { id: 500, code: 'ZTO', name: '中通快递', regMailNo: '^\\d{12,15}$' },
  { id: 101, code: 'YTO', name: '圆通速递', regMailNo: '^(YT)?\\d{12,15}$' },
  { id: 100, code: 'STO', name: '申通快递', regMailNo: '^\\d{12,15}$' },
  { id: 102, code: 'YUNDA', name: '韵达快递', regMailNo: '^\\d{12,15}$' },
  { id: 2, code: 'EMS', name: 'EMS', regMailNo: '^[A-Z]{2}\\d{9}[A-Z]{2}$|^\\d{13}$' },
];
