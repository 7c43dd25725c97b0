import { useTranslation } from 'react-i18next';
import type { ProblemText } from '#renderer/ui/use-problem-text.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import type { Problem } from '#shared/contract/common.ts';

/** A problem of a file in words: its field by name, and the line of the goods where it has one. */
export function useFieldProblem(): (problem: Problem) => ProblemText {
  const { t } = useTranslation('customs-data');
  const textOf = useProblemText();
  return (problem) => {
    const { field, line } = problem.data;
    if (typeof field !== 'string') return textOf(problem);
    const name = t(`field.${field.replaceAll('.', '_')}`, { defaultValue: field });
    return textOf({
      ...problem,
      data: { ...problem.data, field: typeof line === 'number' ? t('lineField', { line, name }) : name },
    });
  };
}
