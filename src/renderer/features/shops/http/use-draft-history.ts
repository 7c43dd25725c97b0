import { useCallback, useState } from 'react';
import type { Draft } from '#renderer/features/shops/http/draft-value.ts';
import { withValue } from '#renderer/features/shops/http/draft-value.ts';

interface History {
  readonly past: readonly Draft[];
  readonly now: Draft;
  readonly future: readonly Draft[];
  /** Typing on in one field is one step. */
  readonly path: string;
}

const MOST_STEPS = 200;

/** A draft with undo and redo. */
export function useDraftHistory(first: Draft) {
  const [history, setHistory] = useState<History>({ past: [], now: first, future: [], path: '' });
  const set = useCallback((path: string, value: unknown): void => {
    setHistory(({ past, now, path: last }) => ({
      past: path === last ? past : [...past, now].slice(-MOST_STEPS),
      now: withValue(now, path, value),
      future: [],
      path,
    }));
  }, []);
  const replace = useCallback((draft: Draft): void => {
    setHistory(({ past, now }) => ({ past: [...past, now].slice(-MOST_STEPS), now: draft, future: [], path: '' }));
  }, []);
  const undo = useCallback((): void => {
    setHistory((current) => {
      const before = current.past.at(-1);
      if (!before) return current;
      return { past: current.past.slice(0, -1), now: before, future: [current.now, ...current.future], path: '' };
    });
  }, []);
  const redo = useCallback((): void => {
    setHistory((current) => {
      const [next, ...future] = current.future;
      return next ? { past: [...current.past, current.now], now: next, future, path: '' } : current;
    });
  }, []);
  return {
    draft: history.now,
    isChanged: history.past.length > 0,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    set,
    replace,
    undo,
    redo,
  };
}
