import { useReducer } from 'react';
import type { LabelLayout } from '#shared/model/label-layout.ts';

interface History {
  readonly past: readonly LabelLayout[];
  readonly present: LabelLayout;
  readonly future: readonly LabelLayout[];
  /** Changes of one drag or of one key held down are one step back. */
  readonly group: string | null;
}

type Change = { readonly kind: 'change'; readonly layout: LabelLayout; readonly group: string | null };
type Step = Change | { readonly kind: 'undo' } | { readonly kind: 'redo' };

const LONGEST = 200;

function step(history: History, act: Step): History {
  const { past, present, future } = history;
  if (act.kind === 'undo') {
    const before = past.at(-1);
    if (!before) return history;
    return { past: past.slice(0, -1), present: before, future: [present, ...future], group: null };
  }
  if (act.kind === 'redo') {
    const [after, ...later] = future;
    return after ? { past: [...past, present], present: after, future: later, group: null } : history;
  }
  if (act.layout === present) return history;
  const isSameGroup = act.group !== null && act.group === history.group;
  return {
    past: isSameGroup ? past : [...past, present].slice(-LONGEST),
    present: act.layout,
    future: [],
    group: act.group,
  };
}

/** A layout under change, with the way back and forth. */
export function useLayoutHistory(initial: LabelLayout) {
  const [history, dispatch] = useReducer(step, { past: [], present: initial, future: [], group: null });
  return {
    layout: history.present,
    isChanged: history.present !== initial,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    change: (layout: LabelLayout, group: string | null = null) => dispatch({ kind: 'change', layout, group }),
    undo: () => dispatch({ kind: 'undo' }),
    redo: () => dispatch({ kind: 'redo' }),
  };
}
