import { useSyncExternalStore } from 'react';
import type { Language } from '#shared/i18n/languages.ts';
import { isLanguage, pickLanguage } from '#shared/i18n/languages.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';

/** What a person likes at this window. Not business data: it stays in the browser's storage and may be lost. */
export interface Preferences {
  readonly language: Language;
  readonly theme: ThemeChoice;
  readonly sound: boolean;
  readonly sidebarFolded: boolean;
}

/** What was chosen at this window; all else follows the workstation and the system. */
type Chosen = Partial<Preferences>;

const KEY = 'packbench.preferences';

function load(): Chosen {
  const stored = readStored();
  const language = stored['language'];
  const theme = stored['theme'];
  return {
    ...(typeof language === 'string' && isLanguage(language) && { language }),
    ...((theme === 'light' || theme === 'dark' || theme === 'system') && { theme }),
    ...(typeof stored['sound'] === 'boolean' && { sound: stored['sound'] }),
    ...(typeof stored['sidebarFolded'] === 'boolean' && { sidebarFolded: stored['sidebarFolded'] }),
  };
}

function readStored(): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

let chosen = load();
let defaults: Preferences = {
  language: pickLanguage(navigator.languages),
  theme: 'system',
  sound: true,
  sidebarFolded: false,
};
let current: Preferences = { ...defaults, ...chosen };
const listeners = new Set<() => void>();

function refresh(): void {
  const next = { ...defaults, ...chosen };
  if (JSON.stringify(next) === JSON.stringify(current)) return;
  current = next;
  for (const listener of listeners) listener();
}

/** Store of the preferences; survives reloads. */
export const preferences = {
  get: (): Preferences => current,
  set(change: Partial<Preferences>): void {
    chosen = { ...chosen, ...change };
    localStorage.setItem(KEY, JSON.stringify(chosen));
    refresh();
  },
  /** Takes over what the workstation says where this window has not chosen. */
  adopt(change: Partial<Preferences>): void {
    defaults = { ...defaults, ...change };
    refresh();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** The preferences, live. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(preferences.subscribe, preferences.get);
}
