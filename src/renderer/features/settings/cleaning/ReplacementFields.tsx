import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldsProps } from '#renderer/features/settings/cleaning/DefinitionFields.tsx';
import type { DefinitionOf, Replacement } from '#shared/model/cleaning.ts';

const NEW: Replacement = { find: '', replaceWith: '', where: 'anywhere' };

/** Texts that are replaced, one per line. */
export function ReplacementFields({ definition, isDisabled, onChange }: FieldsProps<DefinitionOf<'tidy'>>): ReactNode {
  const { t } = useTranslation('cleaning');
  const { replacements } = definition;
  const put = (index: number, change: Partial<Replacement>): void =>
    onChange({
      ...definition,
      replacements: replacements.map((each, at) => (at === index ? { ...each, ...change } : each)),
    });
  return (
    <div className="stack-tight">
      <span>{t('form.replacements')}</span>
      {replacements.map((each, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have no identity beside their place
        <div className="row" key={index}>
          <Input
            aria-label={t('form.find')}
            placeholder={t('form.find')}
            disabled={isDisabled}
            maxLength={60}
            style={{ width: 200 }}
            value={each.find}
            onChange={(event) => put(index, { find: event.target.value })}
          />
          <Input
            aria-label={t('form.replaceWith')}
            placeholder={t('form.replaceWith')}
            disabled={isDisabled}
            maxLength={60}
            style={{ width: 200 }}
            value={each.replaceWith}
            onChange={(event) => put(index, { replaceWith: event.target.value })}
          />
          <Select<Replacement['where']>
            aria-label={t('form.where')}
            disabled={isDisabled}
            style={{ width: 150 }}
            value={each.where}
            options={(['anywhere', 'start', 'end', 'whole'] as const).map((value) => ({
              value,
              label: t(`form.wheres.${value}`),
            }))}
            onChange={(where) => put(index, { where })}
          />
          <Button
            disabled={isDisabled}
            onClick={() => onChange({ ...definition, replacements: replacements.filter((_, at) => at !== index) })}
          >
            {t('common:remove')}
          </Button>
        </div>
      ))}
      {!isDisabled && (
        <Button onClick={() => onChange({ ...definition, replacements: [...replacements, NEW] })}>
          {t('form.addReplacement')}
        </Button>
      )}
    </div>
  );
}
