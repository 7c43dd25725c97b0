import type { LabelData } from '#shared/model/label-layout.ts';

export interface FieldNames {
  readonly texts: readonly string[];
  readonly lists: readonly string[];
  /** Fields of the entries of lists, which repeats and tables know. */
  readonly rowTexts: readonly string[];
}

/** What a kind of document is given, read off its example data. */
export function fieldNames(sample: LabelData): FieldNames {
  const entries = Object.entries(sample);
  const rows = entries.flatMap(([, value]) => (typeof value === 'string' ? [] : value));
  return {
    texts: entries.filter(([, value]) => typeof value === 'string').map(([name]) => name),
    lists: entries.filter(([, value]) => typeof value !== 'string').map(([name]) => name),
    rowTexts: [...new Set(rows.flatMap((row) => Object.keys(row)))],
  };
}
