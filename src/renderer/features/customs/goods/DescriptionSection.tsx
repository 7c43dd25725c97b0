import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/features/customs/goods/Field.tsx';
import type { GoodsForm } from '#renderer/features/customs/goods/goods-form.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { GoodsLanguage } from '#shared/model/customs-goods.ts';

type Hints = Outputs['customsGoods']['get']['hints'];

/** What it is, of what, for what; in English and in the languages that destinations read. */
export function DescriptionSection({ form, hints }: { readonly form: GoodsForm; readonly hints: Hints }): ReactNode {
  const { t } = useTranslation('customs-goods');
  const { value, set } = form;
  const [added, setAdded] = useState<readonly GoodsLanguage[]>([]);
  const shown = GoodsLanguage.options.filter(
    (language) => value.descriptions[language] !== undefined || added.includes(language),
  );
  return (
    <section className="goods-form" aria-label={t('section.what')}>
      <Field wide label={t('field.descriptionEn')} hint={t('hint.descriptionEn')}>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 4 }}
          maxLength={400}
          aria-label={t('field.descriptionEn')}
          value={value.descriptionEn}
          onChange={(event) => set({ descriptionEn: event.target.value })}
        />
      </Field>
      {value.descriptionEn === '' && hints.titleEn !== '' && (
        <div className="goods-wide">
          <Button size="small" onClick={() => set({ descriptionEn: hints.titleEn })}>
            {t('takeHint', { value: hints.titleEn })}
          </Button>
        </div>
      )}
      <Field label={t('field.material')} hint={t('hint.material')}>
        <Input
          maxLength={200}
          aria-label={t('field.material')}
          value={value.material}
          onChange={(event) => set({ material: event.target.value })}
        />
      </Field>
      <Field label={t('field.use')} hint={t('hint.use')}>
        <Input
          maxLength={200}
          aria-label={t('field.use')}
          value={value.use}
          onChange={(event) => set({ use: event.target.value })}
        />
      </Field>
      {shown.map((language) => (
        <Field key={language} label={t('descriptionIn', { language: t(`language.${language}`) })}>
          <Input
            maxLength={400}
            lang={language}
            dir="auto"
            aria-label={t('descriptionIn', { language: t(`language.${language}`) })}
            value={value.descriptions[language] ?? ''}
            onChange={(event) => {
              const { [language]: _old, ...others } = value.descriptions;
              const next = event.target.value;
              setAdded([...added, language]);
              set({ descriptions: next === '' ? others : { ...others, [language]: next } });
            }}
          />
        </Field>
      ))}
      <Field label={t('addLanguage')} hint={t('hint.languages')}>
        <Select
          aria-label={t('addLanguage')}
          value={null}
          placeholder={t('addLanguage')}
          onChange={(language: GoodsLanguage) => setAdded([...added, language])}
          options={GoodsLanguage.options
            .filter((language) => !shown.includes(language))
            .map((language) => ({ value: language, label: t(`language.${language}`) }))}
        />
      </Field>
    </section>
  );
}
