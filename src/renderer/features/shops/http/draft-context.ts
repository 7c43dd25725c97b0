import { createContext, useContext } from 'react';
import type { Draft } from '#renderer/features/shops/http/draft-value.ts';

export interface DraftTools {
  readonly draft: Draft;
  set(path: string, value: unknown): void;
  /** What is wrong at a place or inside it; null: nothing. */
  faultAt(path: string): string | null;
}

export const DraftContext = createContext<DraftTools>({ draft: {}, set: () => undefined, faultAt: () => null });

/** The template that the fields around edit. */
export const useDraft = (): DraftTools => useContext(DraftContext);
