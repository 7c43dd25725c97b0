import { useTranslation } from 'react-i18next';
import type { AlertView } from '#shared/contract/alerts.ts';
import { alertKind, isDayFact, isTimeFact } from '#shared/model/alerts.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

interface AlertText {
  /** What it is about; empty for the station itself. */
  readonly subject: string;
  readonly name: string;
  /** Name and subject in one, for what speaks of the alert elsewhere. */
  readonly title: string;
  readonly text: string;
  readonly todo: string;
}

/** An alert in the window's language; facts that are times by their name, in the warehouse's zone. */
export function useAlertText(): (alert: AlertView) => AlertText {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  return (alert) => {
    const isUnnamedRule = alert.subjectName === '' && alertKind(alert.kind).subject === 'cleaning';
    const subject = isUnnamedRule
      ? t(`cleaning:builtIn.${alert.subject}.name`, { defaultValue: alert.subject })
      : alert.subjectName;
    const data: Record<string, string> = { subject };
    for (const [fact, value] of Object.entries(alert.facts)) {
      if (value === null) data[fact] = '—';
      else if (isDayFact(fact) && typeof value === 'number') data[fact] = format.day(value);
      else if (isTimeFact(fact) && typeof value === 'number')
        // A clock can be years off, which the short form does not show.
        data[fact] = alert.kind === 'clock_jumped' ? format.full(value) : format.short(value);
      else data[fact] = String(value);
    }
    const { code, state, way } = alert.facts;
    data['problem'] = typeof code === 'string' ? t(`errors:${code}.title`, { ...data, defaultValue: code }) : '—';
    const variant = state ?? way;
    const part = typeof variant === 'string' ? `text_${variant}` : 'text';
    const name = t(`kind.${alert.kind}.name`);
    return {
      subject,
      name,
      title: subject === '' ? name : `${name} · ${subject}`,
      text: t(`kind.${alert.kind}.${part}`, { ...data, defaultValue: '' }),
      todo: t(`kind.${alert.kind}.todo`),
    };
  };
}
