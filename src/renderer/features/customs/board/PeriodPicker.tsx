import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '#renderer/ui/DayField.tsx';

export interface Period {
  /** Counts unless a day is given. */
  readonly days: number;
  /** `2026-11-28`; empty: none. */
  readonly fromDay: string;
  readonly toDay: string;
}

const CHOICES = [7, 30, 90, 365];

/** The last days by one press, or from day to day. */
export function PeriodPicker({
  period,
  onPeriod,
}: {
  readonly period: Period;
  readonly onPeriod: (period: Period) => void;
}): ReactNode {
  const { t } = useTranslation('customs-board');
  const isOwn = period.fromDay !== '' || period.toDay !== '';
  return (
    <div className="row" role="group" aria-label={t('period.title')}>
      {CHOICES.map((days) => (
        <button
          key={days}
          type="button"
          className="choice"
          aria-pressed={!isOwn && period.days === days}
          onClick={() => onPeriod({ days, fromDay: '', toDay: '' })}
        >
          {t('period.days', { n: days })}
        </button>
      ))}
      <label className="row">
        {t('period.from')}
        <DayField
          label={t('period.from')}
          value={period.fromDay}
          onDay={(fromDay) => onPeriod({ ...period, fromDay })}
        />
      </label>
      <label className="row">
        {t('period.to')}
        <DayField label={t('period.to')} value={period.toDay} onDay={(toDay) => onPeriod({ ...period, toDay })} />
      </label>
    </div>
  );
}
