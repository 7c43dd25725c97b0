import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormLine } from '#renderer/features/settings/cleaning/FormLine.tsx';
import { KeywordFields } from '#renderer/features/settings/cleaning/KeywordFields.tsx';
import { ReplacementFields } from '#renderer/features/settings/cleaning/ReplacementFields.tsx';
import { CODE_FIELDS, CharacterClass, TEXT_FIELDS } from '#shared/model/cleaning.ts';
import type { CleaningDefinition, CleaningField, DefinitionOf } from '#shared/model/cleaning.ts';

export interface FieldsProps<D extends CleaningDefinition> {
  readonly definition: D;
  readonly isDisabled: boolean;
  readonly onChange: (definition: CleaningDefinition) => void;
}

/** The parameters of a rule, by its kind. */
export function DefinitionFields({ definition, ...rest }: FieldsProps<CleaningDefinition>): ReactNode {
  switch (definition.kind) {
    case 'remove_characters':
      return <RemoveFields definition={definition} {...rest} />;
    case 'width_fold':
      return <WidthFields definition={definition} {...rest} />;
    case 'tidy':
      return <TidyFields definition={definition} {...rest} />;
    case 'phone':
      return <PhoneFields definition={definition} {...rest} />;
    case 'address':
      return <AddressFields definition={definition} {...rest} />;
    case 'keyword_flag':
      return <KeywordFields definition={definition} {...rest} />;
  }
}

function RemoveFields({ definition, isDisabled, onChange }: FieldsProps<DefinitionOf<'remove_characters'>>): ReactNode {
  const { t } = useTranslation('cleaning');
  return (
    <>
      <FieldPicker definition={definition} isDisabled={isDisabled} onChange={onChange} />
      <FormLine label={t('form.classes')}>
        {() => (
          <Checkbox.Group
            disabled={isDisabled}
            value={definition.classes}
            options={CharacterClass.options.map((value) => ({ value, label: t(`class.${value}`) }))}
            onChange={(classes) => onChange({ ...definition, classes })}
          />
        )}
      </FormLine>
      <FormLine label={t('form.characters')} hint={t('form.charactersHint')}>
        {(id) => (
          <Input
            id={id}
            disabled={isDisabled}
            maxLength={60}
            value={definition.characters}
            onChange={(event) => onChange({ ...definition, characters: event.target.value })}
          />
        )}
      </FormLine>
    </>
  );
}

function WidthFields({ definition, isDisabled, onChange }: FieldsProps<DefinitionOf<'width_fold'>>): ReactNode {
  const { t } = useTranslation('cleaning');
  return (
    <>
      <FieldPicker definition={definition} isDisabled={isDisabled} onChange={onChange} />
      <FormLine label={t('form.form')}>
        {() => (
          <Radio.Group
            disabled={isDisabled}
            value={definition.form}
            options={(['letters_digits', 'compatibility'] as const).map((value) => ({
              value,
              label: t(`form.forms.${value}`),
            }))}
            onChange={(event) =>
              onChange({ ...definition, form: event.target.value as DefinitionOf<'width_fold'>['form'] })
            }
          />
        )}
      </FormLine>
    </>
  );
}

const TIDY_SWITCHES = ['trim', 'collapseSpaces', 'joinBreaks', 'compose'] as const;

function TidyFields({ definition, isDisabled, onChange }: FieldsProps<DefinitionOf<'tidy'>>): ReactNode {
  const { t } = useTranslation('cleaning');
  return (
    <>
      <FieldPicker definition={definition} isDisabled={isDisabled} onChange={onChange} />
      <div className="stack-tight">
        {TIDY_SWITCHES.map((name) => (
          <Checkbox
            key={name}
            disabled={isDisabled}
            checked={definition[name]}
            onChange={(event) => onChange({ ...definition, [name]: event.target.checked })}
          >
            {t(`form.${name}`)}
          </Checkbox>
        ))}
      </div>
      <FormLine label={t('form.letterCase')}>
        {() => (
          <Radio.Group
            disabled={isDisabled}
            value={definition.letterCase}
            options={(['keep', 'upper', 'lower'] as const).map((value) => ({ value, label: t(`form.cases.${value}`) }))}
            onChange={(event) =>
              onChange({ ...definition, letterCase: event.target.value as DefinitionOf<'tidy'>['letterCase'] })
            }
          />
        )}
      </FormLine>
      <ReplacementFields definition={definition} isDisabled={isDisabled} onChange={onChange} />
    </>
  );
}

function PhoneFields({ definition, isDisabled, onChange }: FieldsProps<DefinitionOf<'phone'>>): ReactNode {
  const { t } = useTranslation('cleaning');
  return (
    <>
      <FormLine label={t('form.foreignForm')}>
        {() => (
          <Radio.Group
            disabled={isDisabled}
            value={definition.foreignForm}
            options={[
              { value: 'e164', label: '+14155552671' },
              { value: 'international', label: '+1 415 555 2671' },
            ]}
            onChange={(event) =>
              onChange({ ...definition, foreignForm: event.target.value as DefinitionOf<'phone'>['foreignForm'] })
            }
          />
        )}
      </FormLine>
      <Checkbox
        disabled={isDisabled}
        checked={definition.extensionFromName}
        onChange={(event) => onChange({ ...definition, extensionFromName: event.target.checked })}
      >
        {t('form.extensionFromName')}
      </Checkbox>
    </>
  );
}

function AddressFields({ definition, isDisabled, onChange }: FieldsProps<DefinitionOf<'address'>>): ReactNode {
  const { t } = useTranslation('cleaning');
  return (
    <>
      <FormLine label={t('form.minimumConfidence')} hint={t('form.minimumConfidenceHint')}>
        {(id) => (
          <InputNumber
            id={id}
            disabled={isDisabled}
            min={50}
            max={100}
            precision={0}
            style={{ width: 110 }}
            value={definition.minimumConfidence}
            onChange={(value) => onChange({ ...definition, minimumConfidence: value ?? 70 })}
          />
        )}
      </FormLine>
      {(['takeFromStreet', 'fullNames'] as const).map((name) => (
        <Checkbox
          key={name}
          disabled={isDisabled}
          checked={definition[name]}
          onChange={(event) => onChange({ ...definition, [name]: event.target.checked })}
        >
          {t(`form.${name}`)}
        </Checkbox>
      ))}
    </>
  );
}

type WithFields = DefinitionOf<'remove_characters' | 'width_fold' | 'tidy'>;

function FieldPicker({ definition, isDisabled, onChange }: FieldsProps<WithFields>): ReactNode {
  const { t } = useTranslation('cleaning');
  const choices: readonly CleaningField[] = isDisabled ? definition.fields : [...TEXT_FIELDS, ...CODE_FIELDS];
  return (
    <FormLine label={t('form.fields')}>
      {(id) => (
        <Select<CleaningField[]>
          id={id}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          disabled={isDisabled}
          value={definition.fields}
          options={choices.map((value) => ({ value, label: t(`field.${value}`) }))}
          onChange={(fields) => onChange({ ...definition, fields })}
        />
      )}
    </FormLine>
  );
}
