import { Input, InputNumber, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LabelSizeControl } from '#renderer/features/settings/LabelSizeControl.tsx';
import { SenderControl } from '#renderer/features/settings/SenderControl.tsx';
import type { SettingField } from '#renderer/ui/setting-fields.ts';

interface Props {
  readonly name: string;
  readonly field: SettingField;
  readonly value: unknown;
  readonly disabled: boolean;
  readonly onChange: (value: unknown) => void;
  readonly onEnter: () => void;
}

/** A control that fits the setting. */
export function SettingControl({ name, field, value, disabled, onChange, onEnter }: Props): ReactNode {
  const { t } = useTranslation('settings');
  const labelled = { 'aria-labelledby': `setting-${name}`, disabled };
  if (field.choices) {
    return (
      <Select
        {...labelled}
        value={value}
        onChange={onChange}
        options={field.choices.map((choice) => ({ value: choice, label: t(`choice.${name}.${choice}`) }))}
        style={{ width: 220 }}
      />
    );
  }
  if (typeof value === 'boolean')
    return (
      <Switch
        {...labelled}
        checked={value}
        onChange={onChange}
        checkedChildren={t('common:yes')}
        unCheckedChildren={t('common:no')}
      />
    );
  if (field.unit) {
    const { name: unit, per } = field.unit;
    return (
      <InputNumber
        {...labelled}
        value={typeof value === 'number' ? value / per : null}
        onChange={(next) => onChange(next === null ? null : Math.round(next * per))}
        onPressEnter={onEnter}
        suffix={t(`unit.${unit}`)}
        style={{ width: 160 }}
      />
    );
  }
  if (name === 'labelSize')
    return <LabelSizeControl labelId={`setting-${name}`} disabled={disabled} value={value} onChange={onChange} />;
  if (name === 'senderAddress')
    return (
      <SenderControl
        labelId={`setting-${name}`}
        disabled={disabled}
        value={value}
        onChange={onChange}
        onEnter={onEnter}
      />
    );
  if (field.isLong)
    return (
      <Input.TextArea
        {...labelled}
        autoSize={{ minRows: 2, maxRows: 5 }}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.target.value)}
        style={{ width: 320 }}
      />
    );
  return (
    <Input
      {...labelled}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      onPressEnter={onEnter}
      style={{ width: 320 }}
    />
  );
}
