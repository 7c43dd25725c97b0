import type { ReactNode } from 'react';
import './page-frame.css';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import type { Problem } from '#shared/contract/common.ts';

interface Props {
  readonly title: ReactNode;
  readonly intro?: ReactNode;
  readonly actions?: ReactNode;
  readonly problem?: Problem | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly onCloseProblem?: (() => void) | undefined;
  /** The page fills the window and scrolls inside (grids); otherwise the whole page scrolls. */
  readonly fixed?: boolean;
  readonly children: ReactNode;
}

/** Head, problem of the last act, body: the same on every page. */
export function PageFrame(props: Props): ReactNode {
  return (
    <div className={props.fixed ? 'page page-fixed' : 'page'}>
      <header className="page-head">
        <div className="stack-tight grow">
          <h1>{props.title}</h1>
          {props.intro && <p className="muted">{props.intro}</p>}
        </div>
        {props.actions && <div className="row">{props.actions}</div>}
      </header>
      <ProblemNote problem={props.problem} onRetry={props.onRetry} onClose={props.onCloseProblem} />
      {props.children}
    </div>
  );
}
