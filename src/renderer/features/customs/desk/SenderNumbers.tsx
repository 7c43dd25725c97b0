import { Button, Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldValueInput } from '#renderer/features/customs/desk/FieldValueInput.tsx';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { PlusOutlined } from '#renderer/ui/icons.tsx';
import type { IdNumberKind } from '#shared/model/customs.ts';
import { numberField } from '#shared/model/customs-case.ts';

/** Kinds that a sender can have. */
const SENDER_KINDS: readonly IdNumberKind[] = [
  'uscc',
  'cn_customs_code',
  'ioss',
  'eori',
  'vat',
  'gb_vat',
  'abn',
  'arn',
  'my_lvg',
  'sg_gst',
  'nz_gst',
  'cl_sii',
  'voec',
  'tax_id',
];

/** The sender's outside numbers, each checked while it is typed. */
export function SenderNumbers(): ReactNode {
  const { t } = useTranslation('customs-desk');
  return (
    <Form.List name={['exporter', 'numbers']}>
      {(fields, { add, remove }) => (
        <div className="stack-tight desk-list">
          <strong>{t('senders.numbers')}</strong>
          {fields.map((field) => (
            <div key={field.key} className="row">
              <Form.Item name={[field.name, 'kind']} noStyle>
                <KindSelect />
              </Form.Item>
              <Form.Item noStyle shouldUpdate>
                {(form) => {
                  const kind: unknown = form.getFieldValue(['exporter', 'numbers', field.name, 'kind']);
                  const known = SENDER_KINDS.find((candidate) => candidate === kind) ?? 'tax_id';
                  return (
                    <Form.Item name={[field.name, 'value']} noStyle>
                      <NumberInput kind={known} />
                    </Form.Item>
                  );
                }}
              </Form.Item>
              <Button onClick={() => remove(field.name)}>{t('common:remove')}</Button>
            </div>
          ))}
          <Button className="desk-add" icon={<PlusOutlined />} onClick={() => add({ kind: 'eori', value: '' })}>
            {t('senders.addNumber')}
          </Button>
        </div>
      )}
    </Form.List>
  );
}

function KindSelect({
  value,
  onChange,
}: {
  readonly value?: IdNumberKind;
  readonly onChange?: (value: IdNumberKind) => void;
}): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  return (
    <Select
      aria-label={t('senders.kind')}
      className="desk-field"
      value={value ?? null}
      options={SENDER_KINDS.map((kind) => ({ value: kind, label: text.number(kind) }))}
      onChange={(next: IdNumberKind | null) => next && onChange?.(next)}
    />
  );
}

function NumberInput({
  kind,
  value = '',
  onChange,
}: {
  readonly kind: IdNumberKind;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}): ReactNode {
  return <FieldValueInput field={numberField(kind)} value={value} onChange={(next) => onChange?.(next)} />;
}
