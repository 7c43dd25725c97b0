import { useLayoutEffect, useRef } from 'react';
import { beginDialog } from '#renderer/ui/use-hotkeys.ts';

interface TypeAhead {
  /** The field that the dialog opens for; null until it is drawn. */
  readonly field: () => HTMLInputElement | null | undefined;
  /** Whether the field would take a key. */
  readonly wants: (event: KeyboardEvent) => boolean;
  readonly take: (character: string) => void;
}

/**
 * A dialog takes a while to open on a busy PC: what is typed from the key on that opens it belongs to its field, not to the page
 * behind it, and nothing of it is lost.
 */
export function useTypeAhead(open: boolean, ahead: TypeAhead): void {
  const latest = useRef(ahead);
  latest.current = ahead;
  useLayoutEffect(() => {
    if (!open) return undefined;
    const end = beginDialog();
    const keep = (event: KeyboardEvent): void => {
      const { field, wants, take } = latest.current;
      if (event.target === field() || !isCharacter(event) || !wants(event)) return;
      event.preventDefault();
      take(event.key);
      field()?.focus();
    };
    document.addEventListener('keydown', keep, true);
    return () => {
      document.removeEventListener('keydown', keep, true);
      end();
    };
  }, [open]);
}

function isCharacter({ key, ctrlKey, altKey, metaKey, isComposing }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !altKey && !metaKey && !isComposing;
}
