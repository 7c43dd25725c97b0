import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '#renderer/features/shops/http/draft-context.ts';
import { textAt, valueAt } from '#renderer/features/shops/http/draft-value.ts';
import { PickField, TextField } from '#renderer/features/shops/http/DraftFields.tsx';
import { CloseOutlined, PlusOutlined } from '#renderer/ui/icons.tsx';

/** One call of the other system. */
export function RequestFields({ path }: { readonly path: string }): ReactNode {
  const { draft } = useDraft();
  const method = textAt(draft, `${path}.method`);
  const bodyKind = textAt(draft, `${path}.bodyKind`);
  return (
    <div className="stack">
      <div className="http-row">
        <PickField path={`${path}.method`} name="method" options={['GET', 'POST', 'PUT']} />
        <TextField path={`${path}.path`} name="path" />
      </div>
      <PairList path={`${path}.query`} name="query" />
      <PairList path={`${path}.headers`} name="headers" />
      {method !== 'GET' && (
        <>
          <PickField path={`${path}.bodyKind`} name="bodyKind" options={['none', 'json', 'xml', 'form']} />
          {bodyKind !== 'none' && bodyKind !== '' && <TextField path={`${path}.body`} name="body" rows={5} />}
        </>
      )}
    </div>
  );
}

/** Names with their values, one per row. */
function PairList({ path, name }: { readonly path: string; readonly name: string }): ReactNode {
  const { t } = useTranslation('http-api');
  const { draft, set, faultAt } = useDraft();
  const value = valueAt(draft, path);
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <div className="http-field" role="group" aria-label={t(`f.${name}`)}>
      <span className="http-label">{t(`f.${name}`)}</span>
      {rows.map((_row, index) => (
        // The place is the row's only identity.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="http-pair">
          <Input
            aria-label={t('name')}
            value={textAt(draft, `${path}.${index}.name`)}
            {...(faultAt(`${path}.${index}.name`) === null ? {} : { status: 'error' as const })}
            onChange={(event) => set(`${path}.${index}.name`, event.target.value)}
          />
          <Input
            aria-label={t('value')}
            value={textAt(draft, `${path}.${index}.value`)}
            onChange={(event) => set(`${path}.${index}.value`, event.target.value)}
          />
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
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => set(path, [...rows, { name: '', value: '' }])}
      >
        {t('addRow')}
      </Button>
    </div>
  );
}
