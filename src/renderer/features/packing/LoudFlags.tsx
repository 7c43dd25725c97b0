import type { ReactNode } from 'react';
import { useFlagLooks } from '#renderer/ui/use-flag-looks.ts';
import { useFlagText } from '#renderer/ui/use-flag-text.ts';

/** What the notes of the order on the table ask for, readable from two steps away. */
export function LoudFlags({ flags }: { readonly flags: readonly string[] }): ReactNode {
  const flagText = useFlagText();
  const looks = useFlagLooks();
  const loud = flags.filter((flag) => looks(flag).isLoud);
  if (loud.length === 0) return null;
  return (
    <div className="loud-flags" role="status">
      {loud.map((flag) => (
        <strong key={flag} className={`loud-flag loud-flag-${looks(flag).tone}`}>
          {flagText(flag)}
        </strong>
      ))}
    </div>
  );
}
