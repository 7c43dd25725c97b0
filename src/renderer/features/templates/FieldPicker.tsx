import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldExample } from './field-names.ts';

interface Props {
  readonly fields: readonly FieldExample[];
  readonly onPick: (field: string) => void;
}

/** Puts a data field at the end of the text. */
export function FieldPicker({ fields, onPick }: Props): ReactNode {
  const { t } = useTranslation('templates');
  return (
    <Select
      className="template-field-wide"
      size="small"
      showSearch={{ optionFilterProp: 'label' }}
      value={null}
      aria-label={t('insertField')}
      placeholder={t('insertField')}
      onChange={(field: string | null) => field !== null && onPick(field)}
      // Found by its words, its name and what it looks like on paper.
      options={fields.map(({ name, example }) => ({
        value: name,
        label: `${t(`data.${name}`, { defaultValue: '' })} {{${name}}} ${example}`.trim(),
      }))}
    />
  );
}
