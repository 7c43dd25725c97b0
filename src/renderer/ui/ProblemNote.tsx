import { CloseOutlined, ExclamationCircleFilled, WarningFilled } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './problem-note.css';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import type { Problem } from '#shared/contract/common.ts';
import { ERROR_CATALOG } from '#shared/errors/catalog.ts';

interface Props {
  readonly problem: Problem | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly onClose?: (() => void) | undefined;
  readonly children?: ReactNode;
}

/** What happened and what to do next; code and facts stay one click away for whoever helps by phone. */
export function ProblemNote({ problem, onRetry, onClose, children }: Props): ReactNode {
  const { t } = useTranslation();
  const textOf = useProblemText();
  if (!problem) return null;
  const { title, advice } = textOf(problem);
  const level = ERROR_CATALOG[problem.code].level;
  const facts = Object.entries(problem.data);
  return (
    <div className={`problem-note problem-${level}`} role="alert">
      {level === 'error' ? (
        <ExclamationCircleFilled className="problem-icon" />
      ) : (
        <WarningFilled className="problem-icon" />
      )}
      <div className="grow stack-tight">
        <strong className="problem-title">{title}</strong>
        {advice && <span>{advice}</span>}
        {children}
        <details>
          <summary>{t('details')}</summary>
          <pre>
            {[problem.code, ...facts.map(([key, value]) => t('pair', { name: key, text: String(value) }))].join('\n')}
          </pre>
        </details>
      </div>
      {onRetry && <Button onClick={onRetry}>{t('tryAgain')}</Button>}
      {onClose && <Button type="text" aria-label={t('close')} icon={<CloseOutlined />} onClick={onClose} />}
    </div>
  );
}
