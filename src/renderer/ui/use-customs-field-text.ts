import { useTranslation } from 'react-i18next';
import { regionNames } from '#renderer/ui/region-names.ts';
import { numberKindOf } from '#shared/model/customs-case.ts';
import type { IdNumberKind } from '#shared/model/customs.ts';

export interface FieldTexts {
  /** What a field is called, e.g. `lines.hsCodes`, `recipient.numbers.cpf`, or `lines.0.hsCodes.cn10` of the first line. */
  field(field: string): string;
  number(kind: IdNumberKind): string;
  /** One of the choices of a field. */
  value(field: string, value: string): string;
  /** A destination: its country's name, or that of its own territory. */
  territory(code: string): string;
}

/** Words for fields, numbers and destinations; what has no words shows itself. */
export function useFieldText(): FieldTexts {
  const { t, i18n } = useTranslation('customs-desk');
  const number = (kind: IdNumberKind): string =>
    t(`number.${kind}`, { defaultValue: kind.toUpperCase().replaceAll('_', ' ') });
  function field(path: string): string {
    const line = /^lines\.(\d+)\.(.+)$/.exec(path);
    if (line) return t('field.ofLine', { n: Number(line[1]) + 1, field: field(`lines.${line[2]}`) });
    const scheme = /^lines\.hsCodes\.(\w+)$/.exec(path)?.[1];
    if (scheme !== undefined)
      return `${field('lines.hsCodes')} (${t(`customs-goods:scheme.${scheme}.name`, { defaultValue: scheme })})`;
    const kind = numberKindOf(path) ?? numberKindOf(path.replace(/^sender/, 'recipient'));
    if (kind !== null)
      return t(path.startsWith('sender') ? 'field.senderNumber' : 'field.buyerNumber', { number: number(kind) });
    if (path.startsWith('rates.')) return t('field.rates', { pair: path.slice('rates.'.length).replace('.', ' → ') });
    return t(`field.${path.replaceAll('.', '_')}`, { defaultValue: path });
  }
  return {
    number,
    field,
    value: (field, value) => t(`value.${field.replaceAll('.', '_')}.${value}`, { defaultValue: value }),
    territory(code) {
      const own = t(`territory.${code}`, { defaultValue: '' });
      if (own !== '') return own;
      return /^[A-Z]{2}$/.test(code) ? (regionNames(i18n.language).of(code) ?? code) : code;
    },
  };
}
