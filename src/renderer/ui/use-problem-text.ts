import { useTranslation } from 'react-i18next';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import type { Problem } from '#shared/contract/common.ts';

export interface ProblemText {
  readonly title: string;
  readonly advice: string;
}

/**
 * Texts of a coded problem in the window's language. A placeholder without data becomes a dash, and a code without
 * texts shows itself, so that nothing is ever hidden.
 */
export function useProblemText(): (problem: Problem) => ProblemText {
  const { t } = useTranslation('errors');
  const customs = useFieldText();
  /** Why it probably is so, where the problem's data name a cause. */
  const causeOf = ({ code, data }: Problem): string =>
    typeof data['cause'] === 'string' && code === 'ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE'
      ? fill(t(`packing:weightCause.${data['cause']}`, { defaultValue: '', skipInterpolation: true }), data)
      : '';
  /** Papers and fields of customs, parts of labels and reasons by their names, not as programs call them. */
  const namedData = ({ code, data }: Problem): Problem['data'] => {
    if (code.startsWith('ERR_LABEL') && typeof data['element'] === 'string')
      return { ...data, element: t(`templates:part.${data['element']}`, { defaultValue: data['element'] }) };
    if (code === 'ERR_JOB_ATTEMPTS_EXHAUSTED' && typeof data['lastCode'] === 'string') {
      const last = t(`${data['lastCode']}.title`, { defaultValue: data['lastCode'], skipInterpolation: true });
      return { ...data, last: fill(last, data) };
    }
    if (code === 'ERR_CHANNEL_STATUS_CONFLICT' && typeof data['conflict'] === 'string')
      return { ...data, conflict: t(`statuses:conflict.${data['conflict']}`, { defaultValue: data['conflict'] }) };
    if (code === 'ERR_IMPORT_NOT_UNDOABLE' && typeof data['reason'] === 'string')
      return { ...data, reason: t(`imports:obstacle.${data['reason']}`, { defaultValue: data['reason'] }) };
    if (!code.startsWith('ERR_CUSTOMS_PAPER')) return data;
    const { paper, field } = data;
    return {
      ...data,
      ...(typeof paper === 'string' && { paper: t(`customs-papers:kind.${paper}`, { defaultValue: paper }) }),
      ...(typeof field === 'string' && { field: customs.field(field) }),
    };
  };
  return (problem) => ({
    title: fill(
      t(`${problem.code}.title`, { defaultValue: problem.code, skipInterpolation: true }),
      namedData(problem),
    ),
    advice: [
      causeOf(problem),
      fill(t(`${problem.code}.advice`, { defaultValue: '', skipInterpolation: true }), namedData(problem)),
    ]
      .filter((part) => part !== '')
      .join(' '),
  });
}

function fill(text: string, data: Problem['data']): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = data[name];
    return value === null || value === undefined || value === '' ? '—' : String(value);
  });
}
