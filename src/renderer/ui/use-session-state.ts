import { useState } from 'react';

/** Names of what this program keeps in the window, apart from what others keep there. */
const nameOf = (key: string): string => `packbench.${key}`;

/** Chooses what a page that is not shown now will begin with, such as the tab that a link leads to. */
export function keepSessionState(key: string, value: string): void {
  sessionStorage.setItem(nameOf(key), value);
}

/** What was chosen so; null: nothing. */
export function keptSessionState(key: string): string | null {
  return sessionStorage.getItem(nameOf(key));
}

/** State that survives a walk to another page and back, and a reload; it ends with the window. */
export function useSessionState(key: string, initial: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => keptSessionState(key) ?? initial);
  return [
    value,
    (next) => {
      keepSessionState(key, next);
      setValue(next);
    },
  ];
}
