import { Form, Input, InputNumber, Select, Switch } from 'antd';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PluginField } from '#renderer/ui/contract-types.ts';
import { usePreferences } from '#renderer/ui/preferences.ts';

interface Props {
  readonly fields: readonly PluginField[];
  /** Name of the form object that the values go into: `config` or `credentials`. */
  readonly group: string;
  /** What everybody fills in, or what has a good default and can stay out of sight; both when left out. */
  readonly part?: 'plain' | 'expert';
  /** Stored secrets are never sent back: an empty field keeps what is stored. */
  readonly keepStored?: boolean;
}

/**
 * Fields that a plugin declares, drawn one by one. Words and hints stand in shops.json; a field without words there shows its
 * own name.
 */
export function PluginFields({ fields, group, part, keepStored }: Props): ReactNode {
  const { t } = useTranslation('shops');
  const { language } = usePreferences();
  const shown = part === undefined ? fields : fields.filter((field) => isExpert(field) === (part === 'expert'));
  return shown.map((field) => {
    const label = t(`field.${field.name}`, { defaultValue: field.label[language] });
    const hint = t(`fieldHint.${field.name}`, { defaultValue: '' });
    const required = field.required && !(keepStored && field.secret);
    return (
      <Form.Item
        key={field.name}
        name={[group, field.name]}
        label={label}
        extra={hint === '' ? undefined : hint}
        valuePropName={field.kind === 'boolean' ? 'checked' : 'value'}
        rules={[{ required, message: t('common:required', { name: label }) }]}
        initialValue={initialValue(field)}
      >
        {control(field, t, keepStored && field.secret ? t('common:keptSecret') : '')}
      </Form.Item>
    );
  });
}

/** An empty default is a question that only the customer can answer. */
export function isExpert(field: PluginField): boolean {
  return !field.required && field.defaultValue !== '';
}

function control(field: PluginField, t: TFunction<'shops'>, placeholder: string): ReactNode {
  if (field.kind === 'boolean') return <Switch />;
  if (field.kind === 'number') return <InputNumber style={{ width: '100%' }} />;
  if (field.kind === 'select') {
    return (
      <Select
        options={field.options.map((value) => ({ value, label: t(`option.${value}`, { defaultValue: value }) }))}
      />
    );
  }
  if (field.secret) return <Input.Password autoComplete="new-password" placeholder={placeholder} />;
  return <Input autoComplete="off" />;
}

function initialValue(field: PluginField): string | number | boolean | undefined {
  if (field.kind === 'boolean') return field.defaultValue === 'true';
  if (field.defaultValue === null) return undefined;
  return field.kind === 'number' ? Number(field.defaultValue) : field.defaultValue;
}
