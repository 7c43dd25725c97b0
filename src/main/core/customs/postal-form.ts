import { convertMoney } from '#core/customs/convert-money.ts';
import type { CustomsWorld } from '#core/customs/customs-check.ts';
import { goodsValueMinor } from '#core/customs/declared-value.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

/** Below: CN22; this and above: CN23 [V] (P2, P3). */
export const CN23_FROM_SDR = 300;
/** Lines that fit on a CN22 without going below 5 pt. */
const MOST_CN22_LINES = 4;

export interface PostalForm {
  readonly kind: 'cn22' | 'cn23';
  readonly reasonEn: string;
  readonly reasonZh: string;
}

export function isPostal({ channel }: Pick<CustomsDeclaration, 'channel'>): boolean {
  return channel === 'letter_post' || channel === 'parcel_post' || channel === 'ems';
}

/** Which of the two postal forms a parcel needs. Without a rate of the special drawing right it is CN23, which is right for every value. */
export function postalForm(declaration: CustomsDeclaration, world: CustomsWorld): PostalForm {
  if (declaration.channel !== 'letter_post')
    return form('cn23', 'Parcels and EMS need CN23 whatever the value.', '包裹和 EMS 无论价值均须 CN23。');
  if (isParcelNumber(declaration.trackingNumber))
    return form('cn23', 'Item numbers that begin with C or E need CN23.', '以 C 或 E 开头的邮件号须用 CN23。');
  if (declaration.lines.length > MOST_CN22_LINES)
    return form(
      'cn23',
      `More than ${MOST_CN22_LINES} kinds of goods do not fit on CN22.`,
      `超过 ${MOST_CN22_LINES} 种物品，CN22 写不下。`,
    );
  const value = sdrValue(declaration, world);
  if (value === null)
    return form(
      'cn23',
      'Nobody entered the rate of the special drawing right; CN23 is right for every value.',
      '尚未录入特别提款权汇率；CN23 适用于任何价值。',
    );
  return value.sdr >= CN23_FROM_SDR
    ? form('cn23', `The goods are worth ${CN23_FROM_SDR} SDR or more.`, `物品价值达到 ${CN23_FROM_SDR} SDR。`)
    : form('cn22', `The goods are worth less than ${CN23_FROM_SDR} SDR.`, `物品价值低于 ${CN23_FROM_SDR} SDR。`);
}

/** Value of the goods in special drawing rights, and the day of the older of the rates used; null: a rate is missing. */
export function sdrValue(
  declaration: CustomsDeclaration,
  world: CustomsWorld,
): { readonly sdr: number; readonly rateDay: string } | null {
  if (world.sdr === null) return null;
  const goods = convertMoney(world, goodsValueMinor(declaration), declaration.currency, world.sdr.currency);
  if (goods === null) return null;
  const rateDay = goods.rateDay !== null && goods.rateDay < world.sdr.day ? goods.rateDay : world.sdr.day;
  // A millionth of an SDR is below what any rate is exact to.
  return { sdr: Math.round((goods.amountMinor / world.sdr.minorPerSdr) * 1e6) / 1e6, rateDay };
}

/** S10: C parcels, E EMS. */
export function isParcelNumber(trackingNumber: string): boolean {
  return /^[CE][A-Z]\d{9}[A-Z]{2}$/.test(trackingNumber.toUpperCase().replaceAll(/\s/g, ''));
}

function form(kind: PostalForm['kind'], reasonEn: string, reasonZh: string): PostalForm {
  return { kind, reasonEn, reasonZh };
}
