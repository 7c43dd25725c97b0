import { DatePicker } from 'antd';
import dayjs from 'dayjs';
// Without it the calendar names months and weekdays in English.
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import '#renderer/ui/day-field.css';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Language } from '#shared/i18n/languages.ts';

const STORED = 'YYYY-MM-DD';
const SHOWN: Readonly<Record<Language, string>> = { en: 'D MMM YYYY', 'zh-CN': 'YYYY年M月D日' };

interface Props {
  readonly label: string;
  /** `2026-11-28`; empty for none. */
  readonly value: string;
  readonly onDay: (day: string) => void;
  readonly min?: string;
  readonly max?: string;
}

/**
 * A day in the language of the window, where the browser's own field follows the browser. Typed as it is shown or as 2026-11-28.
 * Days have no zone here: what is chosen comes out as it went in. The day that is marked, and the month that an empty field
 * opens with, are the warehouse's: antd would take the PC's.
 */
export function DayField({ label, value, onDay, min, max }: Props): ReactNode {
  const { language } = usePreferences();
  const [openedAtMs, setOpenedAtMs] = useState(() => Date.now());
  const today = useFormat().isoDay(openedAtMs);
  // antd takes another object for another day, and forgets what is being typed.
  const chosen = useMemo(() => (value === '' ? null : dayjs(value)), [value]);
  const firstShown = useMemo(() => dayjs(today), [today]);
  return (
    <DatePicker
      aria-label={label}
      style={{ width: 170 }}
      placeholder=""
      format={[SHOWN[language], STORED]}
      value={chosen}
      defaultPickerValue={firstShown}
      // A page may stand open for days.
      onOpenChange={(isOpen) => isOpen && setOpenedAtMs(Date.now())}
      classNames={{ popup: { root: 'day-field-popup' } }}
      cellRender={(cell, { type, originNode }) =>
        type === 'date' && dayjs.isDayjs(cell) && cell.format(STORED) === today ? (
          <div className="ant-picker-cell-inner day-field-today" aria-current="date">
            {cell.date()}
          </div>
        ) : (
          originNode
        )
      }
      {...(min && { minDate: dayjs(min) })}
      {...(max && { maxDate: dayjs(max) })}
      // Would enter the PC's today.
      showNow={false}
      onChange={(day) => onDay(day?.format(STORED) ?? '')}
    />
  );
}
