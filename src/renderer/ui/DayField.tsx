import { DatePicker } from 'antd';
import dayjs from 'dayjs';
// Without it the calendar names months and weekdays in English.
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { usePreferences } from '#renderer/ui/preferences.ts';
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
 * Days have no zone here: what is chosen comes out as it went in.
 */
export function DayField({ label, value, onDay, min, max }: Props): ReactNode {
  const { language } = usePreferences();
  return (
    <DatePicker
      aria-label={label}
      style={{ width: 170 }}
      placeholder=""
      format={[SHOWN[language], STORED]}
      value={value === '' ? null : dayjs(value)}
      {...(min && { minDate: dayjs(min) })}
      {...(max && { maxDate: dayjs(max) })}
      // The PC's today may be another day than the warehouse's.
      showNow={false}
      onChange={(day) => onDay(day?.format(STORED) ?? '')}
    />
  );
}
