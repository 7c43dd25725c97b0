import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/features/customs/goods/Field.tsx';
import type { GoodsForm } from '#renderer/features/customs/goods/goods-form.ts';
import { CUSTOMS_UNITS } from '#renderer/features/customs/goods/customs-units.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { regionNames } from '#renderer/ui/region-names.ts';
import { formatDecimalAmount, parseDecimalAmount } from '#shared/model/money.ts';

type Hints = Outputs['customsGoods']['get']['hints'];

/** Where it was made, what it weighs, in which unit it is counted, and what it is worth to customs. */
export function OriginSection({ form, hints }: { readonly form: GoodsForm; readonly hints: Hints }): ReactNode {
  const { t, i18n } = useTranslation('customs-goods');
  const { value, set } = form;
  return (
    <section className="goods-form" aria-label={t('section.origin')}>
      <Field label={t('field.origin')} hint={countryName(i18n.language, value.origin) ?? t('hint.origin')}>
        <Input
          className="mono"
          maxLength={2}
          aria-label={t('field.origin')}
          placeholder="CN"
          value={value.origin}
          onChange={(event) => set({ origin: event.target.value.toUpperCase() })}
          suffix={
            value.origin === '' && hints.origin !== '' ? (
              <Button size="small" onClick={() => set({ origin: hints.origin })}>
                {t('takeHint', { value: hints.origin })}
              </Button>
            ) : null
          }
        />
      </Field>
      <Field
        label={t('field.netWeightG')}
        hint={hints.weightG === null ? t('hint.netWeightG') : t('hint.packedWeight', { grams: hints.weightG })}
      >
        <InputNumber
          aria-label={t('field.netWeightG')}
          min={1}
          max={1_000_000}
          precision={0}
          suffix="g"
          value={value.netWeightG}
          onChange={(grams) => set({ netWeightG: grams })}
          style={{ width: '100%' }}
        />
      </Field>
      <Field label={t('field.unitCode')} hint={t('hint.unitCode')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('field.unitCode')}
          value={value.unitCode === '' ? null : value.unitCode}
          onChange={(code: string | undefined) => set({ unitCode: code ?? '' })}
          options={CUSTOMS_UNITS.map(([code, name]) => ({ value: code, label: `${code} ${name}` }))}
        />
      </Field>
      <Field label={t('field.valuePolicy')} hint={t(`hint.value_${value.valuePolicy.kind}`)}>
        <Segmented
          aria-label={t('field.valuePolicy')}
          value={value.valuePolicy.kind}
          onChange={(kind) =>
            set({ valuePolicy: kind === 'paid' ? { kind } : { kind, valueMinor: 100, currency: 'USD' } })
          }
          options={(['paid', 'fixed'] as const).map((kind) => ({ value: kind, label: t(`valuePolicy.${kind}`) }))}
        />
      </Field>
      {value.valuePolicy.kind === 'fixed' && (
        <FixedValue policy={value.valuePolicy} onChange={(valuePolicy) => set({ valuePolicy })} />
      )}
    </section>
  );
}

type Fixed = Extract<GoodsForm['value']['valuePolicy'], { kind: 'fixed' }>;

function FixedValue({
  policy,
  onChange,
}: {
  readonly policy: Fixed;
  readonly onChange: (policy: Fixed) => void;
}): ReactNode {
  const { t } = useTranslation('customs-goods');
  const { valueMinor, currency } = policy;
  return (
    <Field label={t('fixedValue')}>
      <span className="row">
        <InputNumber<string>
          stringMode
          aria-label={t('fixedValue')}
          min="0.01"
          value={formatDecimalAmount(valueMinor, currency)}
          onChange={(text) => {
            const minor = parseDecimalAmount(text ?? '', currency);
            if (minor !== null && minor > 0) onChange({ ...policy, valueMinor: minor });
          }}
        />
        <Select
          aria-label={t('currency')}
          value={currency}
          onChange={(next: string) => onChange({ ...policy, currency: next })}
          options={['USD', 'EUR', 'GBP', 'CNY', 'JPY', 'AUD', 'CAD', 'THB', 'BRL', 'MXN', 'KRW', 'SGD', 'MYR'].map(
            (code) => ({ value: code, label: code }),
          )}
          style={{ width: 96 }}
        />
      </span>
    </Field>
  );
}

function countryName(language: string, code: string): string | null {
  if (!/^[A-Z]{2}$/.test(code)) return null;
  return regionNames(language).of(code) ?? null;
}
