import type { ReactNode } from 'react';
import { Chip } from '#renderer/ui/Chip.tsx';
import { useFlagLooks } from '#renderer/ui/use-flag-looks.ts';
import { useFlagText } from '#renderer/ui/use-flag-text.ts';

/** The flags of an order in their colours. */
export function FlagChips({ flags }: { readonly flags: readonly string[] }): ReactNode {
  const flagText = useFlagText();
  const looks = useFlagLooks();
  return flags.map((flag) => (
    <Chip key={flag} tone={looks(flag).tone}>
      {flagText(flag)}
    </Chip>
  ));
}
