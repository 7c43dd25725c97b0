import type { TFunction } from 'i18next';
import { GoodsFacts } from '#shared/model/customs-goods.ts';
import type { GoodsField } from '#shared/model/customs-goods.ts';
import { formatDecimalAmount } from '#shared/model/money.ts';

/** A value of one field in words, for before and after; what this version cannot read is shown as it is stored. */
export function showGoodsValue(t: TFunction<'customs-goods'>, field: GoodsField, stored: unknown): string {
  const read = GoodsFacts.partial().safeParse({ [field]: stored });
  return (read.success ? words(t, field, read.data) : JSON.stringify(stored)) || t('nothing');
}

function words(t: TFunction<'customs-goods'>, field: GoodsField, facts: Partial<Record<GoodsField, unknown>>): string {
  const value = GoodsFacts.partial().parse(facts);
  switch (field) {
    case 'descriptions':
      return Object.entries(value.descriptions ?? {})
        .map(([language, text]) => t('common:pair', { name: language, text }))
        .join('\n');
    case 'hsCodes':
      return (value.hsCodes ?? []).map(({ scheme, code }) => `${t(`scheme.${scheme}.name`)} ${code}`).join('\n');
    case 'netWeightG':
      return value.netWeightG === null ? '' : `${value.netWeightG} g`;
    case 'valuePolicy':
      return value.valuePolicy?.kind === 'fixed'
        ? `${formatDecimalAmount(value.valuePolicy.valueMinor, value.valuePolicy.currency)} ${value.valuePolicy.currency}`
        : t('valuePolicy.paid');
    case 'brandKind':
      return t(`brandKind.${value.brandKind ?? '0'}`);
    case 'battery':
      return batteryWords(t, value.battery);
    case 'flags':
      return (value.flags ?? []).map((flag) => t(`flag.${flag}`)).join(', ');
    case 'certificates':
      return (value.certificates ?? [])
        .map(({ kind, number, issuer, validTo }) =>
          [kind, number, issuer, validTo && `→ ${validTo}`].filter(Boolean).join(' '),
        )
        .join('\n');
    case 'elements':
      return (value.elements ?? []).map(({ name, value: text }) => t('common:pair', { name, text })).join('\n');
    case 'isRestricted':
      return t(value.isRestricted ? 'common:yes' : 'common:no');
    default:
      return String(value[field] ?? '');
  }
}

function batteryWords(t: TFunction<'customs-goods'>, battery: GoodsFacts['battery'] | undefined): string {
  if (!battery) return '';
  const energy = battery.batteryMwh ?? battery.cellMwh;
  return [
    t(`batteryKind.${battery.kind}`),
    energy === null ? '' : `${energy / 1_000} Wh`,
    battery.batteryCount > 0 ? `× ${battery.batteryCount}` : '',
    battery.chargePercent === null ? '' : `${battery.chargePercent} %`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
