import { createContext, useContext, useEffect, useRef } from 'react';
import type { Act, ActOptions } from '#renderer/ui/use-act.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import type { Problem } from '#shared/contract/common.ts';

/** What went wrong with an act on a row. */
export interface RowProblem {
  /** What the person knows the row by. */
  readonly row: string;
  readonly problem: Problem;
}

/** Takes what a row that has left its list can no longer say itself; see RowProblems. */
export const RowProblemsContext = createContext<(left: RowProblem) => void>(() => undefined);

/**
 * An act of one row of a list inside RowProblems. The row shows its problem as long as it stands there. Rows leave by
 * themselves, though: somebody else did the same, or it is over. Then the list tells it, also when the answer comes later.
 * @param row what the person knows the row by
 */
export function useRowAct<Input, Output>(
  row: string,
  call: (input: Input) => Promise<Output>,
  options: ActOptions<Input, Output> = {},
): Act<Input> {
  const tell = useContext(RowProblemsContext);
  const hasLeft = useRef(false);
  /** The row shows it, and nobody has closed it yet. */
  const shown = useRef<RowProblem | null>(null);
  const act = useAct(call, {
    ...options,
    failed(problem) {
      options.failed?.(problem);
      if (hasLeft.current) tell({ row, problem });
      else shown.current = { row, problem };
    },
  });
  useEffect(() => {
    hasLeft.current = false;
    return () => {
      hasLeft.current = true;
      if (shown.current) tell(shown.current);
      shown.current = null;
    };
  }, [tell]);
  return {
    ...act,
    run(input) {
      shown.current = null;
      act.run(input);
    },
    clear() {
      shown.current = null;
      act.clear();
    },
  };
}
