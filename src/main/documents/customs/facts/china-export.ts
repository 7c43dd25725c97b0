import type { ChinaLane } from '#shared/model/customs-paper-options.ts';
import type {
  CustomsChannel,
  CustomsDeclaration,
  CustomsLine,
  Incoterm,
  SupervisionMode,
} from '#shared/model/customs.ts';

/** 监管方式 with its name (customs.md section 8.1). */
export const SUPERVISION_NAMES: Readonly<Record<SupervisionMode, string>> = {
  '0110': '一般贸易',
  '9610': '跨境电商零售出口',
  '1210': '保税电商',
  '9710': '跨境电商B2B直接出口',
  '9810': '跨境电商出口海外仓',
  '3010': '货样广告品',
};

const TRANSPORT_NAMES: Readonly<Record<string, string>> = {
  '2': '水路运输',
  '3': '铁路运输',
  '4': '公路运输',
  '5': '航空运输',
  '6': '邮件运输',
  '9': '其他运输',
};

/** 运输方式: what the channel itself tells, else what the company data say (customs.md section 8.4). */
export function transportMode(channel: CustomsChannel, { trafMode }: Pick<ChinaLane, 'trafMode'>): string {
  const mode = channel === 'express' || channel === 'dedicated_line' ? trafMode : '6';
  return `${mode} ${TRANSPORT_NAMES[mode] ?? ''}`.trim();
}

const TERMS: Readonly<Partial<Record<Incoterm, string>>> = { CIF: '1 CIF', CFR: '2 C&F', FOB: '3 FOB', EXW: '7 EXW' };

/** 成交方式 where the table of customs has the term; DAP and DDP have no code of their own. */
export function termsOfTrade(incoterm: Incoterm): string {
  return TERMS[incoterm] ?? incoterm;
}

/** 征免性质: 101 for ordinary trade; other modes are left to the declarant. */
export function taxNature(mode: SupervisionMode): string {
  return mode === '0110' ? '101 一般征税' : '';
}

/** The ten-digit code of the Chinese tariff; empty where nobody entered it. */
export function chineseCode(line: CustomsLine): string {
  return line.hsCodes.find(({ scheme }) => scheme === 'cn10')?.code ?? '';
}

/** 申报要素 joined as gmodel has them. */
export function elementsText(line: CustomsLine): string {
  return line.elements.map(({ value }) => (value === '' ? '无' : value)).join('|');
}

export function grossKilogramsOf({ packages, grossWeightG }: CustomsDeclaration): number {
  const packed = packages.reduce((sum, each) => sum + each.grossWeightG, 0);
  return packed > 0 ? packed : grossWeightG;
}
