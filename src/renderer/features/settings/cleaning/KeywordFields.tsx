import { Checkbox, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldsProps } from '#renderer/features/settings/cleaning/DefinitionFields.tsx';
import { FormLine } from '#renderer/features/settings/cleaning/FormLine.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { useFlagText } from '#renderer/ui/use-flag-text.ts';
import { FlagTone } from '#shared/model/cleaning.ts';
import type { DefinitionOf } from '#shared/model/cleaning.ts';

type Keyword = DefinitionOf<'keyword_flag'>;

/** Which words give which flag, how it looks, and what it asks for. */
export function KeywordFields({ definition, isDisabled, onChange }: FieldsProps<Keyword>): ReactNode {
  const { t } = useTranslation('cleaning');
  const flagText = useFlagText();
  const words = (name: 'include' | 'exclude') => (
    <FormLine label={t(`form.${name}`)} hint={t(`form.${name}Hint`)}>
      {(id) => (
        <Select<string[]>
          id={id}
          mode="tags"
          disabled={isDisabled}
          value={definition[name]}
          tokenSeparators={[',', '，', '、', '\n']}
          notFoundContent={null}
          suffixIcon={null}
          onChange={(value) => onChange({ ...definition, [name]: value.map((word) => word.trim()).filter(Boolean) })}
        />
      )}
    </FormLine>
  );
  return (
    <>
      <FormLine label={t('form.notes')}>
        {() => (
          <Checkbox.Group
            disabled={isDisabled}
            value={definition.notes}
            options={(['buyerNote', 'sellerNote'] as const).map((value) => ({ value, label: t(`field.${value}`) }))}
            onChange={(notes) => onChange({ ...definition, notes })}
          />
        )}
      </FormLine>
      {words('include')}
      {words('exclude')}
      <FormLine label={t('form.flag')} hint={t('form.flagHint')}>
        {(id) => (
          <span className="row">
            <Input
              id={id}
              disabled={isDisabled}
              maxLength={24}
              style={{ width: 240 }}
              value={definition.flag}
              onChange={(event) => onChange({ ...definition, flag: event.target.value.replaceAll(':', '') })}
            />
            {definition.flag.trim() !== '' && <Chip tone={definition.tone}>{flagText(definition.flag.trim())}</Chip>}
          </span>
        )}
      </FormLine>
      <FormLine label={t('form.tone')}>
        {() => (
          <Radio.Group
            disabled={isDisabled}
            value={definition.tone}
            onChange={(event) => onChange({ ...definition, tone: event.target.value as FlagTone })}
          >
            {FlagTone.options.map((tone) => (
              <Radio key={tone} value={tone}>
                <Chip tone={tone}>{t(`tone.${tone}`)}</Chip>
              </Radio>
            ))}
          </Radio.Group>
        )}
      </FormLine>
      <FormLine label={t('form.act')}>
        {() => (
          <Radio.Group
            disabled={isDisabled}
            value={definition.act}
            options={(['none', 'show', 'hold'] as const).map((value) => ({ value, label: t(`form.acts.${value}`) }))}
            onChange={(event) => onChange({ ...definition, act: event.target.value as Keyword['act'] })}
          />
        )}
      </FormLine>
    </>
  );
}
