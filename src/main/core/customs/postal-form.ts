import { convertMoney } from '#core/customs/convert-money.ts';
import type { CustomsWorld } from '#core/customs/customs-check.ts';
import { goodsValueMinor } from '#core/customs/declared-value.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

/** Lines that fit on a CN22 without going below 5 pt. */
const MOST_CN22_LINES = 4;

export interface PostalForm {
  readonly kind: 'cn22' | 'cn23';
  readonly reasonEn: string;
  readonly reasonZh: string;
}

/** Whether the parcel goes by the post, whose papers are forms of the Universal Postal Union; couriers take an invoice. */
export function isPostal({ channel }: Pick<CustomsDeclaration, 'channel'>): boolean {
  return channel === 'letter_post' || channel === 'parcel_post' || channel === 'ems';
}

/**
 * Which of the two postal forms a parcel needs. Without a limit, or a rate of the special drawing right, it is CN23, which is right for
 * every value.
 * @param cn23FromSdr limit of the rules in force
 */
export function postalForm(
  declaration: CustomsDeclaration,
  world: CustomsWorld,
  cn23FromSdr: number | null,
): PostalForm {
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
  if (cn23FromSdr === null)
    return form(
      'cn23',
      'No rule in force gives a limit for CN22; CN23 is right for every value.',
      '现行规则没有 CN22 的限值；CN23 适用于任何价值。',
    );
  const value = sdrValue(declaration, world);
  if (value === null)
    return form(
      'cn23',
      'Nobody entered a rate of the special drawing right for the ship date; CN23 is right for every value.',
      '尚未录入发货日的特别提款权汇率；CN23 适用于任何价值。',
    );
  const [dayEn, dayZh] = [`(rate of ${value.rateDay})`, `（${value.rateDay} 汇率）`];
  return value.sdr >= cn23FromSdr
    ? form(
        'cn23',
        `The goods are worth ${cn23FromSdr} SDR or more ${dayEn}.`,
        `物品价值达到 ${cn23FromSdr} SDR${dayZh}。`,
      )
    : form(
        'cn22',
        `The goods are worth less than ${cn23FromSdr} SDR ${dayEn}.`,
        `物品价值低于 ${cn23FromSdr} SDR${dayZh}。`,
      );
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
