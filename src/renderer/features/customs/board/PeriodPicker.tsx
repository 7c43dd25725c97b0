import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

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
        <input
          type="date"
          className="board-date"
          value={period.fromDay}
          onChange={(event) => onPeriod({ ...period, fromDay: event.target.value })}
        />
      </label>
      <label className="row">
        {t('period.to')}
        <input
          type="date"
          className="board-date"
          value={period.toDay}
          onChange={(event) => onPeriod({ ...period, toDay: event.target.value })}
        />
      </label>
    </div>
  );
}
