import type { Inputs, Outputs } from '#renderer/ui/contract-types.ts';

export type ImportSource = Pick<Inputs['imports']['preview'], 'kind' | 'shopId' | 'fileName' | 'contentBase64'>;

/** A file that was read and checked, and what it was read from, so that another column choice can read it again. */
export interface ImportDraft {
  /** Null when the window no longer has the file. */
  readonly source: ImportSource | null;
  readonly preview: Outputs['imports']['preview'];
}

/** The draft in hand, whose file the window keeps for a person who leaves the page and comes back. */
let kept: ImportDraft | null = null;

/** Keeps the file of this draft, and of no other: it may be large. */
export function keepDraftFile(draft: ImportDraft): void {
  kept = draft;
}

/** The file of a draft that is opened again; null after a reload, or in another window. */
export function keptFileOf(importId: string): ImportSource | null {
  return kept?.preview.import.id === importId ? kept.source : null;
}
