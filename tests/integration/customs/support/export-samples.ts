import type { CustomsFormat, ExportItem, ExportRun } from '#main/documents/customs-data/customs-format.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';
import { NO_TRANSPORT } from '#shared/model/customs-data.ts';
import type { BrokerTemplate, Ceb603Profile } from '#shared/model/customs-data.ts';
import { BROKER_COLUMNS } from '#main/documents/customs-data/broker-columns.ts';
import { sampleDeclaration } from '#tests/support/customs-declarations.ts';

/** A company that fills everything that a list asks for; its codes are made up. */
export const PROFILE: Ceb603Profile = {
  customsCode: '2992',
  portCode: '2991',
  ebpCode: '3301W6K00A',
  ebpName: '打包商城平台有限公司',
  ebcCode: '3301961234',
  ebcName: '杭州打包贸易有限公司',
  agentCode: '3301980001',
  agentName: '杭州报关行有限公司',
  ownerCode: '3301961234',
  ownerName: '杭州打包贸易有限公司',
  logisticsCode: '3301980002',
  logisticsName: '中国邮政速递物流',
  iacCode: '',
  iacName: '',
  emsNo: '',
  copCode: '3301980001',
  copName: '杭州报关行有限公司',
  dxpId: 'DXPENT0000012345',
  trafMode: '5',
  wrapType: '2',
  loctNo: '',
  pod: '',
  statisticsFlag: 'B',
  hasTaxRefund: false,
  hasExportDuty: false,
  appStatus: '2',
  codes: 'alpha3',
  countryNumbers: {},
  currencyNumbers: { CNY: '142', USD: '502', EUR: '300' },
  statutoryUnits: [{ hsPrefix: '6912', unit1: '035', unit2: '' }],
  usualStatutoryUnit: 'same',
};

export const ALL_COLUMNS: BrokerTemplate = {
  columns: BROKER_COLUMNS.map(({ id }) => ({ id, heading: '' })),
  headings: 'en',
  encoding: 'utf-8',
  guardNumbers: true,
};

export const RUN: ExportRun = {
  guid: '0199d3a0-0000-7000-8000-000000000001',
  atMs: Date.UTC(2026, 10, 28, 6, 0, 0),
  transport: NO_TRANSPORT,
  broker: ALL_COLUMNS,
  ceb603: PROFILE,
};

/** A parcel of the posts to the US that every format takes. */
export function postalDeclaration(change: Partial<CustomsDeclaration> = {}): CustomsDeclaration {
  const sample = sampleDeclaration('US', change);
  return {
    ...sample,
    trackingNumber: change.trackingNumber ?? 'RB102030405CN',
    lines: change.lines ?? sample.lines.map((line) => ({ ...line, descriptionEn: line.descriptionEn.slice(0, 58) })),
  };
}

export function exportItem(declaration: CustomsDeclaration, number = 1): ExportItem {
  return {
    declaration,
    guid: `0199d3a0-0000-7000-8000-${String(number).padStart(12, '0')}`,
    copNo: `CN20261128-${String(number).padStart(4, '0')}`,
  };
}

/** A whole file of these parcels, and what was left out. */
export async function writeFile(
  format: CustomsFormat,
  declarations: readonly CustomsDeclaration[],
  run: ExportRun = RUN,
): Promise<{ bytes: Uint8Array; text: string; leftOut: Problem[][]; samples: string[] }> {
  const file = format.begin(run);
  const leftOut: Problem[][] = [];
  const samples: string[] = [];
  declarations.forEach((declaration, index) => {
    const added = file.add(exportItem(declaration, index + 1));
    if ('problems' in added) leftOut.push([...added.problems]);
    else if (added.sample !== null) samples.push(added.sample);
  });
  const bytes = await file.finish();
  return { bytes, text: new TextDecoder().decode(bytes), leftOut, samples };
}
