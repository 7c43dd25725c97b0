import type { Ceb603Profile } from '#shared/model/customs-data.ts';

/** A list of company data that nobody has filled in; the numbers of three currencies are those of the CEB samples. */
export const EMPTY_PROFILE: Ceb603Profile = {
  customsCode: '',
  portCode: '',
  ebpCode: '',
  ebpName: '',
  ebcCode: '',
  ebcName: '',
  agentCode: '',
  agentName: '',
  ownerCode: '',
  ownerName: '',
  logisticsCode: '',
  logisticsName: '',
  iacCode: '',
  iacName: '',
  emsNo: '',
  copCode: '',
  copName: '',
  dxpId: '',
  trafMode: '',
  wrapType: '',
  loctNo: '',
  pod: '',
  statisticsFlag: 'B',
  hasTaxRefund: false,
  hasExportDuty: false,
  appStatus: '2',
  codes: 'alpha3',
  countryNumbers: {},
  currencyNumbers: { CNY: '142', USD: '502', EUR: '300' },
  statutoryUnits: [],
  usualStatutoryUnit: '',
};

/** `{US: '502'}` as `US 502`, one per line. */
export function textOfCodes(codes: Readonly<Record<string, string>>): string {
  return Object.entries(codes)
    .map(([letters, digits]) => `${letters} ${digits}`)
    .join('\n');
}

/** The other way round; null where a line is no such pair. */
export function codesOf(text: string, letters: RegExp): Record<string, string> | null {
  const codes: Record<string, string> = {};
  for (const line of linesOf(text)) {
    const [name = '', number = '', ...rest] = line.toUpperCase().split(/[\s=:]+/);
    if (rest.length > 0 || !letters.test(name) || !/^\d{3}$/.test(number)) return null;
    codes[name] = number;
  }
  return codes;
}

/** `6912 035`: goods codes that begin so are counted in that unit; a third word is the second unit. */
export function textOfUnits(units: Ceb603Profile['statutoryUnits']): string {
  return units.map(({ hsPrefix, unit1, unit2 }) => [hsPrefix, unit1, unit2].filter(Boolean).join(' ')).join('\n');
}

/** The other way round; null where a line does not read. */
export function unitsOf(text: string): Ceb603Profile['statutoryUnits'] | null {
  const units: Ceb603Profile['statutoryUnits'] = [];
  for (const line of linesOf(text)) {
    const [hsPrefix = '', unit1 = '', unit2 = '', ...rest] = line.toLowerCase().split(/[\s=:]+/);
    if (rest.length > 0 || !/^\d{2,10}$/.test(hsPrefix) || !/^(\d{3}|same)$/.test(unit1) || !/^(\d{3})?$/.test(unit2))
      return null;
    units.push({ hsPrefix, unit1, unit2 });
  }
  return units;
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
