import { useTranslation } from 'react-i18next';
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
  /** Why it probably is so, where the problem's data name a cause. */
  const causeOf = ({ code, data }: Problem): string =>
    typeof data['cause'] === 'string' && code === 'ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE'
      ? fill(t(`packing:weightCause.${data['cause']}`, { defaultValue: '', skipInterpolation: true }), data)
      : '';
  return (problem) => ({
    title: fill(t(`${problem.code}.title`, { defaultValue: problem.code, skipInterpolation: true }), problem.data),
    advice: [
      causeOf(problem),
      fill(t(`${problem.code}.advice`, { defaultValue: '', skipInterpolation: true }), problem.data),
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
