import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '#renderer/features/shops/http/draft-context.ts';
import { textAt, valueAt } from '#renderer/features/shops/http/draft-value.ts';
import { CloseOutlined, PlusOutlined } from '#renderer/ui/icons.tsx';

interface Column {
  readonly key: string;
  /** Words to choose from; left out: a text. */
  readonly options?: readonly string[];
  /** A list, typed with commas. */
  readonly isList?: boolean;
}

/** Rows of a table in the template, such as the statuses. */
export function TableField({
  path,
  name,
  columns,
  row,
}: {
  readonly path: string;
  readonly name: string;
  readonly columns: readonly Column[];
  /** What a new row begins with. */
  readonly row: unknown;
}): ReactNode {
  const { t } = useTranslation('http-api');
  const { draft, set, faultAt } = useDraft();
  const value = valueAt(draft, path);
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  const cell = (index: number, column: Column): ReactNode => {
    const at = `${path}.${index}.${column.key}`;
    const label = t(`column.${column.key}`);
    if (column.options)
      return (
        <Select
          aria-label={label}
          style={{ width: '100%' }}
          value={textAt(draft, at)}
          options={column.options.map((each) => ({ value: each, label: t(`option.${each}`, { defaultValue: each }) }))}
          onChange={(next) => set(at, next)}
        />
      );
    const list = valueAt(draft, at);
    return (
      <Input
        aria-label={label}
        value={column.isList && Array.isArray(list) ? list.join(', ') : textAt(draft, at)}
        {...(faultAt(at) === null ? {} : { status: 'error' as const })}
        onChange={(event) =>
          set(at, column.isList ? event.target.value.split(/\s*,\s*/).slice(0, 50) : event.target.value)
        }
      />
    );
  };
  return (
    <div className="http-field">
      <strong>{t(`f.${name}`)}</strong>
      <span className="muted http-hint">{t(`hint.${name}`)}</span>
      <table className="http-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key}>{t(`column.${column.key}`)}</th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((_row, index) => (
            // The place is the row's only identity.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              {columns.map((column) => (
                <td key={column.key}>{cell(index, column)}</td>
              ))}
              <td>
                <Button
                  type="text"
                  icon={<CloseOutlined />}
                  aria-label={t('removeRow')}
                  onClick={() =>
                    set(
                      path,
                      rows.filter((_each, at) => at !== index),
                    )
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button
        size="small"
        icon={<PlusOutlined />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => set(path, [...rows, row])}
      >
        {t('addRow')}
      </Button>
    </div>
  );
}
