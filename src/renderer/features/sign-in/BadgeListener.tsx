import { useCallback } from 'react';
import { useWedgeScanner } from '#renderer/ui/use-wedge-scanner.ts';

/** Hears a badge while nobody has chosen a name; what is typed by hand is nobody's here. */
export function BadgeListener({ onScan }: { readonly onScan: (code: string) => void }): null {
  useWedgeScanner({ onScan, onTyped: useCallback(() => undefined, []) });
  return null;
}
