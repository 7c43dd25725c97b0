import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportSource } from '#renderer/features/imports/import-draft.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';

interface Props {
  readonly kind: ImportSource['kind'];
  readonly fields: Outputs['imports']['fields']['fields'];
  readonly headers: readonly string[];
  /** Field name to header. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly busy: boolean;
  readonly onMapping: (mapping: Record<string, string>) => void;
}

/** Field by field: which column of the file it comes from. The guesses are already chosen. */
export function ColumnMapping({ kind, fields, headers, mapping, busy, onMapping }: Props): ReactNode {
  const { t } = useTranslation('imports');
  const choose = (field: string, header: string | undefined): void => {
    const next = { ...mapping };
    if (header === undefined) delete next[field];
    else next[field] = header;
    onMapping(next);
  };
  return (
    <div className="mapping">
      {fields.map((field) => (
        <label key={field.name} className="stack-tight">
          <span>
            {t(`field.${kind}.${field.name}`, { defaultValue: field.name })}
            {field.required && <span className="mapping-required"> *</span>}
          </span>
          <Select
            allowClear={!field.required}
            disabled={busy}
            status={field.required && mapping[field.name] === undefined ? 'error' : ''}
            placeholder={t('noColumn')}
            value={mapping[field.name]}
            onChange={(header: string | undefined) => choose(field.name, header)}
            options={headers.map((header) => ({ value: header, label: header }))}
          />
        </label>
      ))}
    </div>
  );
}
