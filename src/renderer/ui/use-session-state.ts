import { useState } from 'react';

/** State that survives a walk to another page and back, and a reload; it ends with the window. */
export function useSessionState(key: string, initial: string): [string, (value: string) => void] {
  const stored = `packbench.${key}`;
  const [value, setValue] = useState(() => sessionStorage.getItem(stored) ?? initial);
  return [
    value,
    (next) => {
      sessionStorage.setItem(stored, next);
      setValue(next);
    },
  ];
}
