import { convertMoney } from '#core/customs/convert-money.ts';
import type { CustomsWorld } from '#core/customs/customs-check.ts';
import { goodsValueMinor } from '#core/customs/declared-value.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';
import { minorDigits } from '#shared/model/money.ts';

/** How a parcel is declared at its export from China, and why. */
export interface ExportPaper {
  readonly kind: 'export_list_9610' | 'export_declaration';
  readonly reasonEn: string;
  readonly reasonZh: string;
}

/**
 * List or full declaration by supervision mode (customs.md section 8.1). 9710 and 9810 go by list only where the sender says that its
 * parcels need no licence, no inspection and no tax: that no data of ours can tell.
 * @param listUpToCny limit of the rules in force; null: none
 */
export function exportPaper(
  declaration: CustomsDeclaration,
  world: CustomsWorld,
  listUpToCny: number | null,
): ExportPaper | null {
  const paper = paperOfMode(declaration, world, listUpToCny);
  const without = declaration.lines.filter(({ hsCodes }) => !hsCodes.some(({ scheme }) => scheme === 'cn10'));
  if (paper === null || without.length === 0) return paper;
  const goods = [...new Set(without.map(({ skuCode }) => skuCode || '?'))];
  return {
    ...paper,
    reasonEn: `${paper.reasonEn} It cannot be made yet: without a ten-digit Chinese code are ${goods.join(', ')}.`,
    reasonZh: `${paper.reasonZh}暂时无法生成：缺少 10 位中国商品编号的商品为 ${goods.join('、')}。`,
  };
}

function paperOfMode(
  declaration: CustomsDeclaration,
  world: CustomsWorld,
  listUpToCny: number | null,
): ExportPaper | null {
  const { supervisionMode: mode } = declaration;
  if (mode === '9610') return list('Export under mode 9610 is declared by list.', '9610 模式出口以清单申报。');
  // Samples by post have no declaration of their own.
  const isByPost = ['letter_post', 'parcel_post', 'ems'].includes(declaration.channel);
  if (mode === '3010' && isByPost) return null;
  if (isLowValueMode(declaration) && declaration.isListExport) return lowValuePaper(declaration, world, listUpToCny);
  return full(
    `Export under mode ${mode} needs the data of the export declaration.`,
    `${mode} 模式出口需要报关单数据。`,
  );
}

/** 9710 and 9810: the modes whose small parcels may go by list. */
export function isLowValueMode({ supervisionMode }: Pick<CustomsDeclaration, 'supervisionMode'>): boolean {
  return supervisionMode === '9710' || supervisionMode === '9810';
}

/** Value of the goods in CNY, in major units; null: the rate of the ship date is not known. */
export function valueInCny(
  declaration: CustomsDeclaration,
  world: CustomsWorld,
): { readonly cny: number; readonly rateDay: string | null } | null {
  const value = convertMoney(world, goodsValueMinor(declaration), declaration.currency, 'CNY');
  // A ten-thousandth is below what any rate is exact to.
  return (
    value && { cny: Math.round((value.amountMinor / 10 ** minorDigits('CNY')) * 1e4) / 1e4, rateDay: value.rateDay }
  );
}

function lowValuePaper(declaration: CustomsDeclaration, world: CustomsWorld, listUpToCny: number | null): ExportPaper {
  const { supervisionMode: mode } = declaration;
  if (listUpToCny === null)
    return full(
      `No rule in force on the ship date lets ${mode} go by list.`,
      `发货日没有允许 ${mode} 以清单申报的规则。`,
    );
  if (declaration.licenceNumber !== '')
    return full('Goods with a licence need the full declaration.', '涉证货物须用报关单申报。');
  const value = valueInCny(declaration, world);
  if (value === null)
    return full(
      `There is no rate from ${declaration.currency} to CNY for the ship date: the limit of the list cannot be checked.`,
      `没有发货日的 ${declaration.currency} 兑 CNY 汇率，无法核对清单限额。`,
    );
  const [amount, limit] = [value.cny.toFixed(2), String(listUpToCny)];
  const [dayEn, dayZh] =
    value.rateDay === null ? ['', ''] : [` (rate of ${value.rateDay})`, `（${value.rateDay} 汇率）`];
  return value.cny <= listUpToCny
    ? list(
        `${mode}: CNY ${amount}${dayEn} is not above CNY ${limit}, and the sender states no licence, inspection or tax: by list.`,
        `${mode}：货值 ${amount} 元${dayZh}，不超过 ${limit} 元，且发件人声明不涉证、不涉检、不涉税：以清单申报。`,
      )
    : full(
        `${mode}: CNY ${amount}${dayEn} is above CNY ${limit}: the full declaration.`,
        `${mode}：货值 ${amount} 元${dayZh}，超过 ${limit} 元：须用报关单申报。`,
      );
}

function list(reasonEn: string, reasonZh: string): ExportPaper {
  return { kind: 'export_list_9610', reasonEn, reasonZh };
}

function full(reasonEn: string, reasonZh: string): ExportPaper {
  return { kind: 'export_declaration', reasonEn, reasonZh };
}
