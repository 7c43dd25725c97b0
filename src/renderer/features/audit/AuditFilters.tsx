import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '#renderer/ui/DayField.tsx';
import { SearchOutlined } from '#renderer/ui/icons.tsx';

export interface AuditFilter {
  readonly text: string;
  readonly actor: string | null;
  readonly act: string | null;
  /** Days as a date field gives them, `2026-11-28`; empty for any. */
  readonly fromDay: string;
  readonly toDay: string;
}

export const NO_FILTER: AuditFilter = { text: '', actor: null, act: null, fromDay: '', toDay: '' };

interface Props {
  readonly filter: AuditFilter;
  readonly onFilter: (filter: AuditFilter) => void;
  readonly actors: readonly string[];
  readonly acts: readonly string[];
}

/** Who, what, when, and words. */
export function AuditFilters({ filter, onFilter, actors, acts }: Props): ReactNode {
  const { t, i18n } = useTranslation('audit');
  const inOrder = new Intl.Collator(i18n.language).compare;
  const set = (change: Partial<AuditFilter>): void => onFilter({ ...filter, ...change });
  return (
    <div className="row audit-filters" role="search">
      <Input
        allowClear
        prefix={<SearchOutlined />}
        aria-label={t('search')}
        placeholder={t('search')}
        value={filter.text}
        onChange={(event) => set({ text: event.target.value })}
        style={{ width: 190 }}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('column.actor')}
        placeholder={t('anyone')}
        value={filter.actor}
        options={actors.map((value) => ({ value, label: t(`actor.${value}`, { defaultValue: value }) }))}
        onChange={(actor) => set({ actor: actor ?? null })}
        style={{ width: 150 }}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('column.act')}
        placeholder={t('anything')}
        value={filter.act}
        options={acts
          .map((value) => ({ value, label: t(`act.${value}`, { defaultValue: value }) }))
          .toSorted((a, b) => inOrder(a.label, b.label))}
        onChange={(act) => set({ act: act ?? null })}
        style={{ width: 220 }}
      />
      <label className="row">
        {t('from')}
        <DayField label={t('from')} value={filter.fromDay} max={filter.toDay} onDay={(fromDay) => set({ fromDay })} />
      </label>
      <label className="row">
        {t('to')}
        <DayField label={t('to')} value={filter.toDay} min={filter.fromDay} onDay={(toDay) => set({ toDay })} />
      </label>
    </div>
  );
}
