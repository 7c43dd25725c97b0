import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '#renderer/ui/DayField.tsx';
import type { CustomsTransport } from '#shared/model/customs-data.ts';

const FIELDS = [
  ['trafName', 100],
  ['voyageNo', 32],
  ['billNo', 37],
  ['totalPackageNo', 38],
] as const;

/** What changes with each departure; all of it may stay empty. */
export function TransportFields({
  value,
  onChange,
}: {
  readonly value: CustomsTransport;
  readonly onChange: (value: CustomsTransport) => void;
}): ReactNode {
  const { t } = useTranslation('customs-data');
  return (
    <div className="customs-company">
      <label className="stack-tight">
        {t('transport.exportDay')}
        <DayField
          label={t('transport.exportDay')}
          value={value.exportDay}
          onDay={(exportDay) => onChange({ ...value, exportDay })}
        />
      </label>
      {FIELDS.map(([field, most]) => (
        <label key={field} className="stack-tight">
          {t(`field.${field}`)}
          <Input
            maxLength={most}
            value={value[field]}
            onChange={(event) => onChange({ ...value, [field]: event.target.value })}
          />
        </label>
      ))}
    </div>
  );
}
