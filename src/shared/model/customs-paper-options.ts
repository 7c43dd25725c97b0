import { z } from 'zod';

const code = (most: number) => z.string().max(most);

/** What only the declarant knows of an export from China, from the company data of lists; empty: the box stays open. */
export const ChinaLane = z.object({
  /** 申报海关, 口岸海关 (出境关别): four digits each. */
  customsCode: code(4),
  portCode: code(4),
  /** 申报企业 */
  agentCode: code(18),
  agentName: code(100),
  /** 运输方式, 包装种类, 指运港 */
  trafMode: code(1),
  wrapType: code(1),
  pod: code(6),
});
export type ChinaLane = z.infer<typeof ChinaLane>;

export const NO_CHINA_LANE: ChinaLane = {
  customsCode: '',
  portCode: '',
  agentCode: '',
  agentName: '',
  trafMode: '',
  wrapType: '',
  pod: '',
};

/** What a shop chooses about the look of its customs papers. */
export const PaperOptions = z.object({
  /** Numbers behind the captions of CN22, e.g. (1): operators differ. */
  cn22Numbers: z.boolean(),
  /** Stock of the address label. */
  labelStock: z.enum(['100x150', '4x6in']),
  batteryMark: z.enum(['100x100', '100x70']),
  /** The operator's name on postal forms, e.g. China Post. */
  operatorName: z.string().max(60),
  /** Absent on papers of older versions, and where no company data say it. */
  chinaLane: ChinaLane.optional(),
});
export type PaperOptions = z.infer<typeof PaperOptions>;
