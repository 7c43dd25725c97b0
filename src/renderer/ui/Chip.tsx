import type { ReactNode } from 'react';
import './chip.css';

export type Tone = 'neutral' | 'accent' | 'go' | 'warn' | 'stop';

/** A short state in a colour; the words alone say it too, the colour only helps. */
export function Chip({
  tone = 'neutral',
  children,
  title,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
  readonly title?: string;
}): ReactNode {
  return (
    <span className={`chip chip-${tone}`} title={title}>
      {children}
    </span>
  );
}
