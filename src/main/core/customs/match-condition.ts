import { convertMoney } from '#core/customs/convert-money.ts';
import type { CustomsWorld } from '#core/customs/customs-check.ts';
import { goodsValueMinor } from '#core/customs/declared-value.ts';
import { numbersOf } from '#core/customs/numbers-of.ts';
import type { CustomsDeclaration, CustomsLine } from '#shared/model/customs.ts';
import type { RuleAmount, RuleCondition } from '#shared/model/customs-rules.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';

/** `lines`: indexes of the lines that the rule speaks about; `no_rate`: a threshold could not be compared. */
export type ConditionMatch =
  | { readonly holds: true; readonly lines: readonly number[] }
  | { readonly holds: false }
  | { readonly holds: 'no_rate'; readonly from: string; readonly to: string };

const NO: ConditionMatch = { holds: false };

/** Whether a rule speaks about a parcel, and about which of its lines. */
export function matchCondition(
  when: RuleCondition,
  declaration: CustomsDeclaration,
  world: CustomsWorld,
): ConditionMatch {
  if (!matchesParcel(when, declaration)) return NO;
  const lines = [...declaration.lines.keys()].filter((index) => {
    const line = declaration.lines[index];
    return line !== undefined && matchesGoods(when, line);
  });
  if (lines.length === 0 && (when.flags ?? when.batteries ?? when.hsPrefixes ?? when.notHsPrefixes)) return NO;
  const value = valueOf(when, declaration);
  for (const [limit, isRight] of [
    [when.valueAtMost, (minor: number, most: number) => minor <= most],
    [when.valueAbove, (minor: number, most: number) => minor > most],
  ] as const) {
    if (limit === undefined) continue;
    const converted = convertMoney(world, value, declaration.currency, limit.currency);
    if (converted === null) return { holds: 'no_rate', from: declaration.currency, to: limit.currency };
    // A thousandth of a minor unit is below what any rate is exact to; without it, 1170 / 7.8 would exceed 150.
    if (!isRight(Math.round(converted.amountMinor * 1000) / 1000, minorOf(limit))) return NO;
  }
  return { holds: true, lines };
}

function matchesParcel(when: RuleCondition, declaration: CustomsDeclaration): boolean {
  return (
    includes(when.channels, declaration.channel) &&
    includes(when.categories, declaration.category) &&
    includes(when.incoterms, declaration.incoterm) &&
    includes(when.senderCountries, declaration.sender.country) &&
    (when.receiver === undefined || (when.receiver === 'company') === declaration.recipient.isCompany) &&
    (when.hasNumber === undefined || numbersOf(declaration).some(({ kind }) => when.hasNumber?.includes(kind))) &&
    (when.isPaid === undefined || when.isPaid === declaration.isPaid) &&
    (when.isTaxPrepaid === undefined || when.isTaxPrepaid === declaration.isTaxPrepaid) &&
    (when.isMailOrder === undefined || when.isMailOrder === declaration.isMailOrder) &&
    (when.grossWeightAboveG === undefined || declaration.grossWeightG > when.grossWeightAboveG)
  );
}

function matchesGoods(when: RuleCondition, line: CustomsLine): boolean {
  const isUnder = (prefix: string) => line.hsCodes.some(({ code }) => code.startsWith(prefix));
  return (
    (when.flags === undefined || when.flags.some((flag) => line.flags.includes(flag))) &&
    includes(when.batteries, line.battery.kind) &&
    (when.hsPrefixes === undefined || when.hsPrefixes.some(isUnder)) &&
    (when.notHsPrefixes === undefined || !when.notHsPrefixes.some(isUnder))
  );
}

function includes<T>(allowed: readonly T[] | undefined, value: T): boolean {
  return allowed === undefined || allowed.includes(value);
}

function valueOf(when: RuleCondition, declaration: CustomsDeclaration): number {
  if (when.valueBasis === 'unit') return Math.max(0, ...declaration.lines.map((line) => line.unitValueMinor));
  const goods = goodsValueMinor(declaration);
  return when.valueBasis === 'with_freight' ? goods + declaration.freightMinor + declaration.insuranceMinor : goods;
}

/** A pack with an amount that its currency cannot have is not accepted. */
function minorOf(limit: RuleAmount): number {
  return parseDecimalAmount(limit.amount, limit.currency) ?? Number.NaN;
}
