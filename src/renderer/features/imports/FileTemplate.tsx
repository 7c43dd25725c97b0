import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OrderFileTemplate } from '#shared/contract/imports.ts';

/** Whose export the file is: recognised, and another can be chosen. */
export function FileTemplate({
  value,
  busy,
  onChoose,
}: {
  readonly value: OrderFileTemplate;
  readonly busy: boolean;
  readonly onChoose: (template: OrderFileTemplate) => void;
}): ReactNode {
  const { t } = useTranslation('imports');
  return (
    <div className="row file-template">
      <label className="row">
        <span>{t('template.label')}</span>
        <Select
          value={value}
          disabled={busy}
          style={{ width: 300 }}
          options={OrderFileTemplate.options.map((id) => ({ value: id, label: t(`template.name.${id}`) }))}
          onChange={onChoose}
        />
      </label>
      {value !== 'none' && <span className="muted">{t('template.hint')}</span>}
    </div>
  );
}
