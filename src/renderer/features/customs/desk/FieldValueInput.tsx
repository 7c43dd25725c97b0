import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { choicesOf, numberKindOf } from '#shared/model/customs-case.ts';
import type { IdNumberKind } from '#shared/model/customs.ts';

interface Props {
  readonly field: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter?: (() => void) | undefined;
}

/** The right control for a field: a choice, a number that is checked while it is typed, or text. */
export function FieldValueInput({ field, value, onChange, onEnter }: Props): ReactNode {
  const text = useFieldText();
  const choices = choicesOf(field);
  const kind = numberKindOf(field);
  if (choices)
    return (
      <Select
        aria-label={text.field(field)}
        className="desk-value"
        value={value || null}
        placeholder={text.field(field)}
        options={choices.map((choice) => ({ value: choice, label: text.value(field, choice) }))}
        onChange={(next: string | null) => onChange(next ?? '')}
      />
    );
  return (
    <span className="row desk-value">
      <Input
        aria-label={text.field(field)}
        placeholder={text.field(field)}
        maxLength={kind === null ? 400 : 60}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onPressEnter={() => onEnter?.()}
      />
      {kind !== null && value.trim() !== '' && <NumberVerdict kind={kind} value={value} />}
    </span>
  );
}

function NumberVerdict({ kind, value }: { readonly kind: IdNumberKind; readonly value: string }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const check = useQuery(
    orpc.customsDesk.checkNumber.queryOptions({ input: { kind, value: value.slice(0, 60) }, staleTime: Infinity }),
  );
  if (!check.data) return null;
  if (!check.data.ok) return <Chip tone="stop">{t('check.wrong')}</Chip>;
  return (
    <Chip tone={check.data.isFormatOnly ? 'warn' : 'go'} title={check.data.shown}>
      {t(check.data.isFormatOnly ? 'check.formOnly' : 'check.right')}
    </Chip>
  );
}
