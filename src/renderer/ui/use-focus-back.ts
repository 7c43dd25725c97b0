import { useEffect } from 'react';

/** So many elements back: what a dialog was opened from may be gone when it closes, as may what had the focus before that. */
const KEPT = 8;

/**
 * Where a field takes the focus as its dialog opens, antd does not see where the focus was before, and lets it fall to the page when
 * the dialog closes: whoever works by keyboard would begin at the top again. It goes back to what had it last and is still there.
 */
export function useFocusBack(): void {
  useEffect(() => {
    let before: readonly HTMLElement[] = [];
    const note = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement) before = [...before.filter((known) => known !== target).slice(-KEPT), target];
    };
    const giveBack = ({ target, relatedTarget }: FocusEvent): void => {
      if (relatedTarget !== null || !(target instanceof HTMLElement) || !target.closest('[role=dialog]')) return;
      requestAnimationFrame(() => {
        if (target.checkVisibility() || document.activeElement !== document.body) return;
        before.findLast((known) => known.checkVisibility())?.focus({ preventScroll: true });
      });
    };
    document.addEventListener('focusin', note);
    document.addEventListener('focusout', giveBack);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('focusout', giveBack);
    };
  }, []);
}
