import { ArrowLeftOutlined, ArrowRightOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { addMonths, blanksBefore, daysOfMonth } from '#renderer/features/shops/month-days.ts';
import type { MonthDay, MonthKey } from '#renderer/features/shops/month-days.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { DayReport } from '#shared/contract/sync.ts';

interface Props {
  readonly month: MonthKey;
  readonly reports: readonly DayReport[];
  /** Key of the day that is open. */
  readonly chosen: string | null;
  readonly onMonth: (month: MonthKey) => void;
  readonly onChoose: (day: MonthDay) => void;
}

type DayState = 'none' | 'good' | 'fetched' | 'bad' | 'partly';

/** What a day's sign stands for; the colour only helps. */
const SIGN: Readonly<Record<DayState, string>> = { none: '·', good: '✓', fetched: '↻', bad: '!', partly: '…' };
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A month of days: whether the platform's count was the one here. Arrow keys move, Enter opens a day. */
export function LedgerCalendar({ month, reports, chosen, onMonth, onChoose }: Props): ReactNode {
  const { t, i18n } = useTranslation('sync');
  const format = useFormat();
  const days = useMemo(() => daysOfMonth(month, format.zone), [month, format.zone]);
  const byStart = useMemo(() => new Map(reports.map((report) => [report.dayStartMs, report])), [reports]);
  const grid = useRef<HTMLDivElement>(null);
  /** The arrow keys led here from the month before or after. */
  const focusDay = useRef<number | null>(null);
  useEffect(() => {
    if (focusDay.current === null) return;
    focusIn(grid.current, Math.min(focusDay.current, days.length));
    focusDay.current = null;
  }, [days]);
  const reachable = days.some((day) => day.key === chosen) ? chosen : (days.at(0)?.key ?? null);
  return (
    <div className="stack">
      <div className="row">
        <Button
          icon={<ArrowLeftOutlined />}
          aria-label={t('month.before')}
          onClick={() => onMonth(addMonths(month, -1))}
        />
        <strong aria-live="polite">{monthName(month, i18n.language)}</strong>
        <Button
          icon={<ArrowRightOutlined />}
          aria-label={t('month.after')}
          onClick={() => onMonth(addMonths(month, 1))}
        />
      </div>
      <div ref={grid} className="ledger-month" role="group" aria-label={t('calendar')} onKeyDown={move}>
        {weekdays(i18n.language).map((name) => (
          <span key={name} className="ledger-weekday" aria-hidden="true">
            {name}
          </span>
        ))}
        {Array.from({ length: blanksBefore(month) }, (_, index) => (
          <span key={`blank ${index}`} />
        ))}
        {days.map((day) => (
          <DayButton
            key={day.key}
            day={day}
            report={byStart.get(day.startMs)}
            isChosen={day.key === chosen}
            isReachable={day.key === reachable}
            onChoose={onChoose}
          />
        ))}
      </div>
      <p className="muted">
        {(['good', 'fetched', 'bad', 'partly', 'none'] as const)
          .map((state) => `${SIGN[state]} ${t(`day.${state}`)}`)
          .join('   ')}
      </p>
    </div>
  );

  function move(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    const from = Number(event.target instanceof HTMLElement ? event.target.dataset['day'] : 0);
    if (step === undefined || !from) return;
    event.preventDefault();
    const to = from + step;
    if (to >= 1 && to <= days.length) focusIn(grid.current, to);
    else {
      focusDay.current = to < 1 ? 31 : 1;
      onMonth(addMonths(month, to < 1 ? -1 : 1));
    }
  }
}

function focusIn(grid: HTMLElement | null, day: number): void {
  grid?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
}

interface DayProps {
  readonly day: MonthDay;
  readonly report: DayReport | undefined;
  readonly isChosen: boolean;
  readonly isReachable: boolean;
  readonly onChoose: (day: MonthDay) => void;
}

function DayButton({ day, report, isChosen, isReachable, onChoose }: DayProps): ReactNode {
  const { t } = useTranslation('sync');
  const state = stateOf(report);
  const counts = report ? t('counts', { platform: report.platformCount, local: report.localCount }) : '';
  return (
    <button
      type="button"
      className={`ledger-day day-${state}`}
      data-day={day.day}
      tabIndex={isReachable ? 0 : -1}
      aria-pressed={isChosen}
      aria-label={t('common:pair', { name: day.key, text: [t(`day.${state}`), counts].filter(Boolean).join(', ') })}
      onClick={() => onChoose(day)}
    >
      <span className="ledger-day-head">
        <span>{day.day}</span>
        <span aria-hidden="true">{SIGN[state]}</span>
      </span>
      <span className="ledger-day-counts">{report ? `${report.platformCount} / ${report.localCount}` : ''}</span>
    </button>
  );
}

function stateOf(report: DayReport | undefined): DayState {
  if (!report || report.checkedHours === 0) return 'none';
  if (report.openCount > 0 || report.isInvestigated) return 'bad';
  if (report.missedCount > 0) return 'fetched';
  return report.checkedHours < report.hours ? 'partly' : 'good';
}

function monthName(month: MonthKey, language: string): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', year: 'numeric', month: 'long' });
  return format.format(Date.parse(`${month}-01T00:00:00Z`));
}

/** From Monday on; 1 June 2026 is one. */
function weekdays(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'short' });
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2026, 5, 1 + day)));
}
