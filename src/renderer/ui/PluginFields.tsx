import { Form, Input, InputNumber, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PluginField } from '#renderer/ui/contract-types.ts';
import { usePreferences } from '#renderer/ui/preferences.ts';

interface Props {
  readonly fields: readonly PluginField[];
  /** Name of the form object that the values go into: `config` or `credentials`. */
  readonly group: string;
  /** Stored secrets are never sent back: an empty field keeps what is stored. */
  readonly keepStored?: boolean;
}

/** Fields that a plugin declares, drawn one by one. */
export function PluginFields({ fields, group, keepStored }: Props): ReactNode {
  const { t } = useTranslation();
  const { language } = usePreferences();
  return fields.map((field) => {
    const label = field.label[language];
    const required = field.required && !(keepStored && field.secret);
    return (
      <Form.Item
        key={field.name}
        name={[group, field.name]}
        label={label}
        valuePropName={field.kind === 'boolean' ? 'checked' : 'value'}
        rules={[{ required, message: t('required', { name: label }) }]}
        initialValue={initialValue(field)}
      >
        {control(field, keepStored && field.secret ? t('keptSecret') : '')}
      </Form.Item>
    );
  });
}

function control(field: PluginField, placeholder: string): ReactNode {
  if (field.kind === 'boolean') return <Switch />;
  if (field.kind === 'number') return <InputNumber style={{ width: '100%' }} />;
  if (field.kind === 'select') return <Select options={field.options.map((value) => ({ value, label: value }))} />;
  if (field.secret) return <Input.Password autoComplete="new-password" placeholder={placeholder} />;
  return <Input autoComplete="off" />;
}

function initialValue(field: PluginField): string | number | boolean | undefined {
  if (field.kind === 'boolean') return field.defaultValue === 'true';
  if (field.defaultValue === null) return undefined;
  return field.kind === 'number' ? Number(field.defaultValue) : field.defaultValue;
}
