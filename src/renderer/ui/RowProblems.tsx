import type { ReactNode } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RowProblemsContext } from '#renderer/ui/use-row-act.ts';
import type { RowProblem } from '#renderer/ui/use-row-act.ts';

/** Round a list whose rows leave by themselves: what went wrong with an act on a row that has left is told above the list. */
export function RowProblems({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const [told, setTold] = useState<readonly RowProblem[]>([]);
  const place = useRef<HTMLDivElement>(null);
  const tell = useCallback(
    (left: RowProblem) => setTold((before) => [left, ...before.filter(({ row }) => row !== left.row)]),
    [],
  );
  // Whoever clicked may have scrolled far down.
  useEffect(() => {
    if (told.length > 0) place.current?.scrollIntoView({ block: 'nearest' });
  }, [told]);
  return (
    <RowProblemsContext value={tell}>
      {told.length > 0 && (
        <div ref={place} className="stack">
          {told.map(({ row, problem }) => (
            <ProblemNote
              key={row}
              problem={problem}
              onClose={() => setTold((before) => before.filter((other) => other.row !== row))}
            >
              <span className="muted">{t('rowLeft', { row })}</span>
            </ProblemNote>
          ))}
        </div>
      )}
      {children}
    </RowProblemsContext>
  );
}
