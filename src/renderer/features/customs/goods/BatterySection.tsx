import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/features/customs/goods/Field.tsx';
import type { GoodsForm } from '#renderer/features/customs/goods/goods-form.ts';
import { BatteryKind, GoodsFlag } from '#shared/model/customs.ts';
import type { CustomsBattery } from '#shared/model/customs.ts';

const NO_BATTERY = { cellMwh: null, batteryMwh: null, cellCount: 0, batteryCount: 0, chargePercent: null };

/** Batteries and other dangers, and what carriers ask beside them. */
export function BatterySection({ form }: { readonly form: GoodsForm }): ReactNode {
  const { t } = useTranslation('customs-goods');
  const { value, set } = form;
  const { battery, flags } = value;
  const put = (patch: Partial<CustomsBattery>): void => set({ battery: { ...battery, ...patch } });
  return (
    <section className="stack" aria-label={t('section.battery')}>
      <div className="goods-form">
        <Field label={t('field.battery')} hint={t(`batteryHint.${battery.kind}`)}>
          <Select
            aria-label={t('field.battery')}
            value={battery.kind}
            onChange={(kind) => set({ battery: { ...battery, ...(kind === 'none' ? NO_BATTERY : {}), kind } })}
            options={BatteryKind.options.map((kind) => ({ value: kind, label: t(`batteryKind.${kind}`) }))}
          />
        </Field>
        {battery.kind !== 'none' && (
          <>
            <EnergyField
              label={t('battery.batteryWh')}
              mwh={battery.batteryMwh}
              onChange={(batteryMwh) => put({ batteryMwh })}
            />
            <EnergyField label={t('battery.cellWh')} mwh={battery.cellMwh} onChange={(cellMwh) => put({ cellMwh })} />
            <CountField
              label={t('battery.batteryCount')}
              value={battery.batteryCount}
              onChange={(count) => put({ batteryCount: count ?? 0 })}
            />
            <CountField
              label={t('battery.cellCount')}
              value={battery.cellCount}
              onChange={(count) => put({ cellCount: count ?? 0 })}
            />
            <CountField
              label={t('battery.chargePercent')}
              value={battery.chargePercent}
              most={100}
              onChange={(chargePercent) => put({ chargePercent })}
            />
          </>
        )}
        <Field label={t('field.dangerClass')} hint={t('hint.dangerClass')}>
          <Input
            aria-label={t('field.dangerClass')}
            maxLength={20}
            value={value.dangerClass}
            onChange={(event) => set({ dangerClass: event.target.value })}
          />
        </Field>
      </div>
      <div className="stack-tight">
        <span className="goods-label">{t('field.flags')}</span>
        <div className="row goods-flags" role="group" aria-label={t('field.flags')}>
          {GoodsFlag.options.map((flag) => (
            <button
              key={flag}
              type="button"
              className="choice"
              aria-pressed={flags.includes(flag)}
              onClick={() =>
                set({ flags: flags.includes(flag) ? flags.filter((known) => known !== flag) : [...flags, flag] })
              }
            >
              {t(`flag.${flag}`)}
            </button>
          ))}
        </div>
      </div>
      <Checkbox checked={value.isRestricted} onChange={(event) => set({ isRestricted: event.target.checked })}>
        {t('field.isRestricted')} <small className="muted">{t('hint.isRestricted')}</small>
      </Checkbox>
    </section>
  );
}

function EnergyField({
  label,
  mwh,
  onChange,
}: {
  readonly label: string;
  readonly mwh: number | null;
  readonly onChange: (mwh: number | null) => void;
}): ReactNode {
  return (
    <Field label={label}>
      <InputNumber
        aria-label={label}
        min={0}
        max={100_000}
        precision={3}
        suffix="Wh"
        value={mwh === null ? null : mwh / 1_000}
        onChange={(wh) => onChange(wh === null ? null : Math.round(wh * 1_000))}
        style={{ width: '100%' }}
      />
    </Field>
  );
}

function CountField({
  label,
  value,
  most = 1_000,
  onChange,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly most?: number;
  readonly onChange: (value: number | null) => void;
}): ReactNode {
  return (
    <Field label={label}>
      <InputNumber
        aria-label={label}
        min={0}
        max={most}
        precision={0}
        value={value}
        onChange={onChange}
        style={{ width: '100%' }}
      />
    </Field>
  );
}
