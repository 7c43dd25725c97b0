import { Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inputs } from '#renderer/ui/contract-types.ts';

export type SortOrder = Inputs['printing']['createBatch']['order'];

const SORT_KEYS: readonly SortOrder['keys'][number][] = ['location', 'zone', 'sku', 'carrier', 'paid'];

interface Props {
  readonly order: SortOrder;
  readonly onChange: (order: SortOrder) => void;
  /** Whether the stack may lie upside down. */
  readonly canReverse: boolean;
}

/** How papers of many orders shall lie on the table. */
export function SortFields({ order, onChange, canReverse }: Props): ReactNode {
  const { t } = useTranslation('orders');
  return (
    <>
      <label className="stack-tight">
        <span>{t('batch.sortBy')}</span>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={order.keys}
          onChange={(keys) => onChange({ ...order, keys })}
          options={SORT_KEYS.map((key) => ({ value: key, label: t(`printing:sort.${key}`) }))}
        />
      </label>
      {canReverse && (
        <label className="row">
          <Switch checked={order.reversed} onChange={(reversed) => onChange({ ...order, reversed })} />
          <span>{t('batch.reversed')}</span>
        </label>
      )}
    </>
  );
}
