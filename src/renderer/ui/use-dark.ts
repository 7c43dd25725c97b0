import { useSyncExternalStore } from 'react';
import { usePreferences } from '#renderer/ui/preferences.ts';

const query = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether the window is dark now: the person's choice, or the system's when there is none. */
export function useDark(): boolean {
  const system = useSyncExternalStore(subscribe, () => query.matches);
  const { theme } = usePreferences();
  return theme === 'system' ? system : theme === 'dark';
}
