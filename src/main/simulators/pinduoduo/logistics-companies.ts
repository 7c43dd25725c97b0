/** A carrier as Pinduoduo lists it. The numbers are the simulator's own: the real ones stand in no document at hand. */
export interface PddCompany {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly isAvailable: boolean;
}

export const PDD_COMPANIES: readonly PddCompany[] = [
  { id: 9001, code: 'SF', name: '顺丰快递', isAvailable: false },
  { id: 9044, code: 'SF', name: '顺丰速运', isAvailable: true },
  { id: 9115, code: 'ZTO', name: '中通快递', isAvailable: true },
  { id: 9085, code: 'YTO', name: '圆通快递', isAvailable: true },
  { id: 9002, code: 'STO', name: '申通快递', isAvailable: true },
  { id: 9121, code: 'YUNDA', name: '韵达快递', isAvailable: true },
  { id: 9118, code: 'EMS', name: 'EMS', isAvailable: true },
];
