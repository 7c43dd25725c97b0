import type { ReactNode } from 'react';
import './empty-state.css';

interface Props {
  readonly icon?: ReactNode;
  readonly title: string;
  /** The next step, in words. */
  readonly hint?: ReactNode;
  /** The next step, as a button. */
  readonly action?: ReactNode;
}

/** Nothing to show, why, and what to do next. */
export function EmptyState({ icon, title, hint, action }: Props): ReactNode {
  return (
    <div className="empty-state">
      {icon && <div className="empty-icon">{icon}</div>}
      <h2>{title}</h2>
      {hint && <p className="muted">{hint}</p>}
      {action && <div className="row empty-action">{action}</div>}
    </div>
  );
}
