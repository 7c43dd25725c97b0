import type { LabelData, LabelRow } from '#shared/model/label-layout.ts';

export interface FieldNames {
  readonly texts: readonly FieldExample[];
  readonly lists: readonly string[];
  /** Fields of the entries of lists, which repeats and tables know. */
  readonly rowTexts: readonly FieldExample[];
}

/** A data field, and what it may look like on paper. */
export interface FieldExample {
  readonly name: string;
  readonly example: string;
}

/** What a kind of document is given, read off its example data. */
export function fieldNames(sample: LabelData): FieldNames {
  const entries = Object.entries(sample);
  const rows = entries.flatMap(([, value]) => (typeof value === 'string' ? [] : value));
  return {
    texts: entries.flatMap(([name, value]) => (typeof value === 'string' ? [{ name, example: value }] : [])),
    lists: entries.filter(([, value]) => typeof value !== 'string').map(([name]) => name),
    rowTexts: Object.entries(rows.reduce<LabelRow>((known, row) => ({ ...row, ...known }), {})).map(
      ([name, example]) => ({
        name,
        example,
      }),
    ),
  };
}
