import { useEffect, useRef } from 'react';

export type HotkeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/**
 * Keys for the whole window, e.g. `ctrl+k`, `/`, `f9`, `alt+1`. Plain characters stay quiet while a person types in a field or a
 * dialog is open; F-keys and combinations work everywhere.
 */
export function useHotkeys(map: HotkeyMap, enabled = true): void {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    if (!enabled) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = keyName(event);
      const act = latest.current[name];
      if (!act) return;
      if (isPlain(name) && (isTyping(event.target) || isDialogOpen())) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [enabled]);
}

/** `Ctrl+K` of an event as `ctrl+k`; Cmd counts as Ctrl. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const parts = [event.ctrlKey || event.metaKey ? 'ctrl' : '', event.altKey ? 'alt' : '', event.key.toLowerCase()];
  return parts.filter((part) => part !== '').join('+');
}

/** Whether the target takes typed text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [role=combobox]')
  );
}

function isPlain(name: string): boolean {
  return !name.startsWith('ctrl+') && !name.startsWith('alt+') && !/^f\d+$/.test(name);
}

/** Dialogs that were asked for, also before they are drawn. */
const begun = new Set<symbol>();

/** Keys belong to a dialog from now on, though it is not drawn yet. @returns what ends that */
export function beginDialog(): () => void {
  const mark = Symbol('dialog');
  begun.add(mark);
  return () => void begun.delete(mark);
}

/** Whether a dialog has the person's attention; closed ones stay in the document unseen, closing ones fade. */
export function isDialogOpen(): boolean {
  if (begun.size > 0) return true;
  return [...document.querySelectorAll('[role=dialog][aria-modal=true]:not(.ant-zoom-leave)')].some((dialog) =>
    dialog.checkVisibility(),
  );
}
