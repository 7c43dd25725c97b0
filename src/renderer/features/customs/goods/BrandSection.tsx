import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/features/customs/goods/Field.tsx';
import type { GoodsForm } from '#renderer/features/customs/goods/goods-form.ts';
import { BrandKind } from '#shared/model/customs.ts';

const TEXTS = [
  ['brand', 80],
  ['model', 80],
  ['gtin', 14],
  ['manufacturerProductId', 80],
] as const;

/** Brand, model and the numbers that others know the goods by. */
export function BrandSection({ form }: { readonly form: GoodsForm }): ReactNode {
  const { t } = useTranslation('customs-goods');
  const { value, set } = form;
  return (
    <section className="goods-form" aria-label={t('section.brand')}>
      <Field label={t('field.brandKind')}>
        <Select
          aria-label={t('field.brandKind')}
          value={value.brandKind}
          onChange={(brandKind) => set({ brandKind })}
          options={BrandKind.options.map((kind) => ({ value: kind, label: `${kind} ${t(`brandKind.${kind}`)}` }))}
        />
      </Field>
      {TEXTS.map(([field, most]) => (
        <Field key={field} label={t(`field.${field}`)} hint={t(`hint.${field}`, { defaultValue: '' })}>
          <Input
            aria-label={t(`field.${field}`)}
            maxLength={most}
            value={value[field]}
            onChange={(event) => set({ [field]: event.target.value })}
          />
        </Field>
      ))}
    </section>
  );
}
