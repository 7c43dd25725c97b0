import type { TFunction } from 'i18next';
import type { SettingField } from '#renderer/ui/setting-fields.ts';

/** A setting's value in words, in the unit of its control. */
export function showValue(name: string, field: SettingField, value: unknown, t: TFunction): string {
  if (value === true) return t('common:yes');
  if (value === false) return t('common:no');
  if (value === null || value === '') return '—';
  if (field.unit && typeof value === 'number')
    return `${value / field.unit.per} ${t(`settings:unit.${field.unit.name}`)}`;
  if (field.choices && typeof value === 'string') return t(`settings:choice.${name}.${value}`, { defaultValue: value });
  if (typeof value !== 'object') return String(value);
  // An address in one line, or a size.
  if (name === 'senderAddress') return Object.values(value).filter(Boolean).join(' ') || '—';
  return Object.values(value).join(' × ');
}
