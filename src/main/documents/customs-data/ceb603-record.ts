import { alpha3Of } from '#core/customs/iso-countries.ts';
import type { ExportItem, ExportRun } from '#main/documents/customs-data/customs-format.ts';
import { decimalKilograms } from '#core/weighing/format-kilograms.ts';
import { FieldCheck } from '#main/documents/customs-data/field-check.ts';
import { cleanLine } from '#main/documents/customs-data/latin-text.ts';
import { statutoryQuantity } from '#main/documents/customs-data/statutory-quantity.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { CustomsDeclaration, CustomsLine } from '#shared/model/customs.ts';
import type { Ceb603Profile } from '#shared/model/customs-data.ts';
import { formatDecimalAmount } from '#shared/model/money.ts';
import { formatFixedOffset } from '#shared/model/time.ts';

/** One 出口清单 with the element names of the message (customs.md 8.3); empty texts do not stand in it. */
export interface Ceb603Record {
  readonly head: Readonly<Record<string, string>>;
  readonly lines: readonly Readonly<Record<string, string>>[];
}

/** Modes that a list can be made for; the others need a full declaration. */
const LIST_MODES = new Set(['9610', '1210', '9710', '9810']);
/** China's clock, which customs writes its times by. */
const CHINA_MINUTES = 480;
/** Freight and insurance are given as totals. */
const TOTAL = '3';
const NO_BARCODE = '无';
/** Codes of companies are ten digits of customs, or the credit code, which has a check digit. */
const CREDIT_CODES = ['ebcCode', 'agentCode', 'ownerCode', 'logisticsCode', 'copCode'] as const;
const USCC_LENGTH = 18;

/** Checks one parcel against the lengths and rules of the list; or says, field by field, why it cannot stand in it. */
export function ceb603Record(
  { declaration, guid, copNo }: ExportItem,
  run: ExportRun,
  profile: Ceb603Profile,
): Ceb603Record | { readonly problems: readonly Problem[] } {
  const check = new FieldCheck();
  const company = (field: keyof Ceb603Profile & string, value: string, max: number, required = true): string =>
    check.text(`profile.${field}`, value, { max, required });
  for (const field of CREDIT_CODES)
    if ([...profile[field].trim()].length === USCC_LENGTH) check.idNumber(`profile.${field}`, 'uscc', profile[field]);
  company('copCode', profile.copCode, 18);
  company('copName', profile.copName, 100);
  company('dxpId', profile.dxpId, 30);
  const isBonded = declaration.supervisionMode === '1210';
  checkWhole(check, declaration, profile);
  const country = countryCode(check, profile, 'recipient.country', declaration.recipient.country);
  const currency = currencyCode(check, profile, declaration.currency);
  const day = run.transport.exportDay || declaration.shipDate;
  const netG = declaration.lines.reduce((sum, line) => sum + line.netWeightG, 0);
  const head = {
    guid: check.text('guid', guid, { max: 36 }),
    appType: '1',
    appTime: compact(formatFixedOffset(run.atMs, CHINA_MINUTES)),
    appStatus: profile.appStatus,
    customsCode: company('customsCode', profile.customsCode, 4),
    ebpCode: company('ebpCode', profile.ebpCode, 50),
    ebpName: company('ebpName', profile.ebpName, 100),
    orderNo: check.text('orderNumber', declaration.orderNumber, { max: 60 }),
    logisticsCode: company('logisticsCode', profile.logisticsCode, 18),
    logisticsName: company('logisticsName', profile.logisticsName, 100),
    logisticsNo: check.text('trackingNumber', declaration.trackingNumber, { max: 80 }),
    copNo: check.text('copNo', copNo, { max: 30 }),
    ieFlag: 'E',
    portCode: company('portCode', profile.portCode, 4),
    ieDate: compact(day),
    statisticsFlag: profile.statisticsFlag,
    agentCode: company('agentCode', profile.agentCode, 18),
    agentName: company('agentName', profile.agentName, 100),
    ebcCode: company('ebcCode', profile.ebcCode, 18),
    ebcName: company('ebcName', profile.ebcName, 100),
    ownerCode: company('ownerCode', profile.ownerCode, 18),
    ownerName: company('ownerName', profile.ownerName, 100),
    iacCode: isBonded ? company('iacCode', profile.iacCode, 18) : '',
    iacName: isBonded ? company('iacName', profile.iacName, 100) : '',
    emsNo: isBonded ? company('emsNo', profile.emsNo, 30) : '',
    tradeMode: declaration.supervisionMode,
    trafMode: company('trafMode', profile.trafMode, 1),
    trafName: check.text('trafName', run.transport.trafName, { max: 100, required: false }),
    voyageNo: check.text('voyageNo', run.transport.voyageNo, { max: 32, required: false }),
    billNo: check.text('billNo', run.transport.billNo, { max: 37, required: false }),
    totalPackageNo: check.text('totalPackageNo', run.transport.totalPackageNo, { max: 38, required: false }),
    loctNo: company('loctNo', profile.loctNo, 10, false),
    licenseNo: check.text('licenceNumber', declaration.licenceNumber, { max: 50, required: false }),
    country,
    POD: profile.pod || country,
    freight: formatDecimalAmount(declaration.freightMinor, declaration.currency),
    fCurrency: currency,
    fFlag: TOTAL,
    insuredFee: formatDecimalAmount(declaration.insuranceMinor, declaration.currency),
    iCurrency: currency,
    iFlag: TOTAL,
    wrapType: company('wrapType', profile.wrapType, 1),
    packNo: String(Math.max(1, declaration.packages.length)),
    grossWeight: check.kilograms('grossWeight', declaration.grossWeightG),
    netWeight: decimalKilograms(netG),
    note: check.text('comments', declaration.comments, { max: 1000, required: false }),
  };
  const lines = declaration.lines.map((line, index) =>
    lineRecord(check, declaration, line, index + 1, profile, { country, currency }),
  );
  return check.problems.length > 0 ? { problems: check.problems } : { head, lines };
}

/** 传输企业 of the message; without a profile there is none. */
export function ceb603Transfer(profile: Ceb603Profile | null): Record<string, string> {
  if (!profile) return {};
  return {
    copCode: cleanLine(profile.copCode),
    copName: cleanLine(profile.copName),
    dxpMode: 'DXP',
    dxpId: cleanLine(profile.dxpId),
  };
}

function checkWhole(check: FieldCheck, declaration: CustomsDeclaration, profile: Ceb603Profile): void {
  if (!LIST_MODES.has(declaration.supervisionMode))
    check.refuse('ERR_CUSTOMS_DATA_NO_LIST', 'supervisionMode', null, { mode: declaration.supervisionMode });
  check.whole(declaration);
  // A = simplified: closed to goods with a licence, an export duty or a tax refund (customs.md 8.1).
  if (profile.statisticsFlag !== 'A') return;
  const reason =
    (declaration.licenceNumber !== '' && 'licence') ||
    (profile.hasExportDuty && 'duty') ||
    (profile.hasTaxRefund && 'refund');
  if (reason) check.refuse('ERR_CUSTOMS_DATA_NOT_SIMPLIFIED', 'profile.statisticsFlag', null, { reason });
}

function lineRecord(
  check: FieldCheck,
  declaration: CustomsDeclaration,
  line: CustomsLine,
  number: number,
  profile: Ceb603Profile,
  codes: { country: string; currency: string },
): Record<string, string> {
  const name = check.text('line.nameZh', chineseName(line), { max: 250 }, number);
  const gcode = line.hsCodes.find(({ scheme }) => scheme === 'cn10')?.code ?? '';
  const statutory = statutoryQuantity(line, profile);
  if (statutory === null) check.refuse('ERR_CUSTOMS_DATA_STATUTORY_UNIT', 'line.statutoryUnit', number, { gcode });
  return {
    gnum: String(number),
    itemNo: check.text('line.sku', line.skuCode, { max: 20 }, number),
    itemName: name,
    gcode: check.text('line.cnCode', gcode, { max: 10, pattern: /^\d{10}$/ }, number),
    gname: name,
    gmodel: check.text('line.elements', line.elements.map(({ value }) => value).join('|'), { max: 250 }, number),
    barCode: check.text('line.gtin', line.gtin === '' ? NO_BARCODE : line.gtin, { max: 50 }, number),
    country: codes.country,
    currency: codes.currency,
    qty: String(line.quantity),
    qty1: statutory?.qty1 ?? '',
    qty2: statutory?.qty2 ?? '',
    unit: check.text('line.unit', line.unitCode, { max: 3, pattern: /^\d{3}$/ }, number),
    unit1: statutory?.unit1 ?? '',
    unit2: statutory?.unit2 ?? '',
    price: check.amount('line.value', line.unitValueMinor, declaration.currency, number),
    totalPrice: check.amount('line.value', line.valueMinor, declaration.currency, number),
  };
}

function chineseName({ descriptions }: CustomsLine): string {
  return descriptions['zh'] ?? descriptions['zh-CN'] ?? descriptions['zh-Hans'] ?? '';
}

function countryCode(check: FieldCheck, profile: Ceb603Profile, field: string, alpha2: string): string {
  const found = profile.codes === 'customs3' ? profile.countryNumbers[alpha2] : alpha3Of(alpha2);
  if (found === undefined) check.refuse('ERR_CUSTOMS_DATA_CODE_UNKNOWN', field, null, { value: alpha2 });
  return found ?? '';
}

function currencyCode(check: FieldCheck, profile: Ceb603Profile, currency: string): string {
  const found = profile.codes === 'customs3' ? profile.currencyNumbers[currency] : currency;
  if (found === undefined) check.refuse('ERR_CUSTOMS_DATA_CODE_UNKNOWN', 'currency', null, { value: currency });
  return found ?? '';
}

/** `2026-11-22 10:00:00` -> `20261122100000` */
function compact(text: string): string {
  return text.replaceAll(/\D/g, '');
}
