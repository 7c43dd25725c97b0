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
  return (problem) => ({
    title: fill(t(`${problem.code}.title`, { defaultValue: problem.code, skipInterpolation: true }), problem.data),
    advice: fill(t(`${problem.code}.advice`, { defaultValue: '', skipInterpolation: true }), problem.data),
  });
}

function fill(text: string, data: Problem['data']): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = data[name];
    return value === null || value === undefined || value === '' ? '—' : String(value);
  });
}
