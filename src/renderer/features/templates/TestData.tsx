import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LabelData } from '#shared/model/label-layout.ts';
import { Field } from './Field.tsx';

interface Props {
  readonly data: LabelData;
  readonly onChange: (data: LabelData) => void;
  readonly onReset: () => void;
}

/** What the picture is filled with: every field can be tried with another value. */
export function TestData({ data, onChange, onReset }: Props): ReactNode {
  const { t } = useTranslation('templates');
  const labelOf = (name: string): string => [t(`data.${name}`, { defaultValue: '' }), name].join(' ').trim();
  return (
    <div className="stack-tight">
      {Object.entries(data).map(([name, value]) =>
        typeof value === 'string' ? (
          <Field key={name} label={labelOf(name)}>
            <Input size="small" value={value} onChange={(event) => onChange({ ...data, [name]: event.target.value })} />
          </Field>
        ) : (
          <ListField
            key={name}
            label={labelOf(name)}
            value={value}
            onChange={(list) => onChange({ ...data, [name]: list })}
          />
        ),
      )}
      <Button size="small" onClick={onReset}>
        {t('resetData')}
      </Button>
    </div>
  );
}

type List = Exclude<LabelData[string], string>;

function ListField(props: { label: string; value: List; onChange: (list: List) => void }): ReactNode {
  const [draft, setDraft] = useState(() => JSON.stringify(props.value, null, 1));
  const isValid = listOf(draft) !== null;
  return (
    <Field label={props.label}>
      <Input.TextArea
        className="mono"
        rows={5}
        value={draft}
        status={isValid ? '' : 'error'}
        onChange={(event) => {
          setDraft(event.target.value);
          const list = listOf(event.target.value);
          if (list) props.onChange(list);
        }}
      />
    </Field>
  );
}

function listOf(text: string): List | null {
  try {
    const parsed = LabelData.safeParse({ list: JSON.parse(text) });
    const list = parsed.success ? parsed.data['list'] : undefined;
    return Array.isArray(list) ? list : null;
  } catch {
    return null;
  }
}
