import { Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LabelLayout } from '#shared/model/label-layout.ts';
import { Field } from './Field.tsx';

interface Props {
  readonly layout: LabelLayout;
  readonly readOnly: boolean;
  readonly onChange: (layout: LabelLayout) => void;
}

/** Name and size of the paper. */
export function PageFields({ layout, readOnly, onChange }: Props): ReactNode {
  const { t } = useTranslation('templates');
  const set = (part: Partial<LabelLayout>): void => {
    const changed = LabelLayout.safeParse({ ...layout, ...part });
    if (changed.success) onChange(changed.data);
  };
  const size = (name: 'widthMm' | 'heightMm'): ReactNode => (
    <Field label={t(`field.${name}`)}>
      <InputNumber
        size="small"
        value={layout[name]}
        disabled={readOnly}
        onChange={(entered) => entered !== null && set({ [name]: entered })}
        style={{ width: '100%' }}
      />
    </Field>
  );
  return (
    <div className="template-fields">
      {!readOnly && (
        <Field label={t('templateName')} wide>
          <Input
            size="small"
            value={layout.title.en}
            maxLength={80}
            onChange={(event) => set({ title: { en: event.target.value, 'zh-CN': event.target.value } })}
          />
        </Field>
      )}
      {size('widthMm')}
      {size('heightMm')}
    </div>
  );
}
