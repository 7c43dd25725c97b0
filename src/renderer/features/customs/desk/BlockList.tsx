import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import type { DeskFilter } from '#renderer/features/customs/desk/desk-filter.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import type { DeskOverview } from '#shared/contract/customs-desk.ts';

interface Props {
  readonly overview: DeskOverview;
  readonly filter: DeskFilter;
  readonly onFilter: (change: Partial<DeskFilter>) => void;
}

/** What blocks, by field and by destination; a press shows the orders. */
export function BlockList({ overview, filter, onFilter }: Props): ReactNode {
  const { t, i18n } = useTranslation('customs-desk');
  const text = useFieldText();
  return (
    <div className="desk-blocks">
      <Panel title={t('blocks.title')} flush>
        {overview.fields.length === 0 && <p className="desk-nothing muted">{t('blocks.nothing')}</p>}
        {overview.fields.map((entry) => (
          <button
            key={entry.field}
            type="button"
            className="desk-block"
            aria-pressed={filter.field === entry.field}
            title={i18n.language === 'en' ? entry.textEn : entry.textZh}
            onClick={() => onFilter({ field: filter.field === entry.field ? null : entry.field, state: 'blocked' })}
          >
            <span className="stack-tight grow">
              <strong>{text.field(entry.field)}</strong>
              <span className="muted">
                {t(`place.${entry.place}`)}
                {entry.place === 'goods' && entry.skus > 0 && ` · ${t('blocks.skus', { n: entry.skus })}`}
              </span>
            </span>
            <span className="desk-count">{entry.orders}</span>
          </button>
        ))}
      </Panel>
      <Panel title={t('blocks.destinations')} flush>
        {overview.territories.map((entry) => (
          <button
            key={entry.territory}
            type="button"
            className="desk-block"
            aria-pressed={filter.territory === entry.territory}
            onClick={() => onFilter({ territory: filter.territory === entry.territory ? null : entry.territory })}
          >
            <span className="grow">{text.territory(entry.territory)}</span>
            <span className="muted">{t('blocks.ofTotal', { total: entry.total })}</span>
            <span className={entry.blocked > 0 ? 'desk-count' : 'desk-count desk-count-none'}>{entry.blocked}</span>
          </button>
        ))}
      </Panel>
    </div>
  );
}
