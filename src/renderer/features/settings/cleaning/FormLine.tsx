import type { ReactNode } from 'react';
import { useId } from 'react';

/** A label over its control, with a hint. */
export function FormLine({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly children: (id: string) => ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <div className="stack-tight cleaning-line">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <span className="muted">{hint}</span>}
    </div>
  );
}
