import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

/** What a button of the card opened: it stands below all that the card tells, and is brought into sight. */
export function OpenedPart({ children }: { readonly children: ReactNode }): ReactNode {
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    part.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <section ref={part} className="stack">
      {children}
    </section>
  );
}
