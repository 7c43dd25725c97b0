import type { ReactNode } from 'react';

/** A labelled field, with what it is for below it. */
export function Field({
  label,
  hint,
  wide,
  children,
}: {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <label className={wide ? 'stack-tight goods-wide' : 'stack-tight'}>
      <span className="goods-label">{label}</span>
      {children}
      {hint && <small className="muted">{hint}</small>}
    </label>
  );
}
