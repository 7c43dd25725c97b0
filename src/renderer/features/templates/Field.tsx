import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A small labelled field of the side panel. */
export function Field({ label, wide, children }: Props): ReactNode {
  return (
    <label className={wide ? 'template-field template-field-wide' : 'template-field'}>
      <span className="muted">{label}</span>
      {children}
    </label>
  );
}
