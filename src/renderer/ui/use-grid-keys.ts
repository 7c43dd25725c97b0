import type { KeyboardEvent as ReactKeyboardEvent } from 'react';
import { useEffect, useState } from 'react';
import { isDialogOpen, isTyping, keyName } from '#renderer/ui/use-hotkeys.ts';

interface GridActions {
  readonly count: number;
  readonly idAt: (index: number) => string | undefined;
  /** Below 0: no such row. */
  readonly indexOf: (id: string) => number;
  readonly scrollTo: (index: number) => void;
  readonly open: (index: number) => void;
  readonly toggle: (index: number) => void;
  /** Gives the grid the focus. */
  readonly focus: () => void;
}

interface GridKeys {
  readonly cursor: number;
  readonly setCursor: (index: number) => void;
  readonly onKeyDown: (event: ReactKeyboardEvent) => void;
}

const PAGE_ROWS = 12;

/** Steps of the cursor by key; `end` and `start` are limits that the caller clamps to. */
const STEPS: Readonly<Record<string, number>> = {
  j: 1,
  arrowdown: 1,
  k: -1,
  arrowup: -1,
  pagedown: PAGE_ROWS,
  pageup: -PAGE_ROWS,
  home: Number.NEGATIVE_INFINITY,
  end: Number.POSITIVE_INFINITY,
};

/** Where the cursor was put. */
interface Place {
  readonly index: number;
  readonly id: string | undefined;
}

/**
 * Cursor of a grid, moved by keys, also when nothing in the window has the focus. It stays with its row when rows come and go
 * before it: the next key must mean what the person saw marked.
 */
export function useGridKeys(actions: GridActions): GridKeys {
  const [place, setPlace] = useState<Place>({ index: 0, id: undefined });
  const moved = place.id === undefined || actions.idAt(place.index) === place.id ? -1 : actions.indexOf(place.id);
  const cursor = Math.max(0, Math.min(moved >= 0 ? moved : place.index, actions.count - 1));
  const setCursor = (index: number): void => setPlace({ index, id: actions.idAt(index) });

  function handle(key: string): boolean {
    if (actions.count === 0) return false;
    const step = STEPS[key];
    if (step !== undefined) {
      const next = Math.max(0, Math.min(actions.count - 1, cursor + step));
      setCursor(next);
      actions.scrollTo(next);
      return true;
    }
    if (key === 'enter') actions.open(cursor);
    else if (key === 'x' || key === ' ') actions.toggle(cursor);
    else return false;
    setCursor(cursor);
    return true;
  }

  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isDialogOpen()) return;
      const name = keyName(event);
      if (event.target === document.body) {
        if (handle(name)) event.preventDefault();
      } else if (isCommand(event.target) && (STEPS[name] !== undefined || name === 'x')) {
        // After a click on a page or a filter the keys belong to the list again; Enter and Space stay the button's own.
        actions.focus();
        handle(name);
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });

  return {
    cursor,
    setCursor,
    onKeyDown(event) {
      // Buttons and fields inside cells keep their own keys.
      const inside =
        event.target !== event.currentTarget &&
        event.target instanceof HTMLElement &&
        event.target.closest('button, a, input') !== null;
      if (!inside && !isTyping(event.target) && handle(keyName(event))) event.preventDefault();
    },
  };
}

/** Something that was clicked and has no use for arrow keys itself. */
function isCommand(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('a:not([role]), button:not([role])');
}
