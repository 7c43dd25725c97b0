import type { Inputs, Outputs } from '#renderer/ui/contract-types.ts';

export type ImportSource = Pick<Inputs['imports']['preview'], 'kind' | 'shopId' | 'fileName' | 'contentBase64'>;

/** A file that was read and checked, and what it was read from, so that another column choice can read it again. */
export interface ImportDraft {
  readonly source: ImportSource;
  readonly preview: Outputs['imports']['preview'];
}
