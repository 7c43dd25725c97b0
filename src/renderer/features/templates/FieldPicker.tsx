import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly fields: readonly string[];
  readonly onPick: (field: string) => void;
}

/** Puts a data field at the end of the text. */
export function FieldPicker({ fields, onPick }: Props): ReactNode {
  const { t } = useTranslation('templates');
  return (
    <Select
      className="template-field-wide"
      size="small"
      showSearch
      value={null}
      aria-label={t('insertField')}
      placeholder={t('insertField')}
      onChange={(field: string | null) => field !== null && onPick(field)}
      options={fields.map((field) => ({ value: field, label: `{{${field}}}` }))}
    />
  );
}
