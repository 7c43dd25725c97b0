import type { LeafElement, RepeatElement, TableColumn, TableElement, TextElement } from '#shared/model/label-layout.ts';

/** A repeat with what is drawn once above it. */
export interface ExpandedTable extends RepeatElement {
  readonly head: readonly LeafElement[];
}

/** Space between a rule and the text beside it. */
const PADDING_MM = 0.8;
const RULE_MM = 0.125;
const HEAD_RULE_MM = 0.375;

/** Writes a table out as a repeat of texts and rules. */
export function expandTable(table: TableElement): ExpandedTable {
  const widthMm = table.columns.reduce((sum, column) => sum + column.w, 0);
  const lefts = table.columns.map((_, index) =>
    table.columns.slice(0, index).reduce((sum, column) => sum + column.w, 0),
  );
  const { rowHeightMm, headHeightMm } = table;
  const cell = (column: TableColumn, index: number): LeafElement =>
    text(table, column, { x: lefts[index] ?? 0, y: 0, h: rowHeightMm, content: column.content, weight: column.weight });
  const head = (column: TableColumn, index: number): LeafElement =>
    text(table, column, {
      x: table.x + (lefts[index] ?? 0),
      y: table.y,
      h: headHeightMm,
      content: column.title,
      weight: 700,
    });
  const hasHead = headHeightMm > 0;
  return {
    kind: 'repeat',
    name: table.name ?? table.items,
    when: table.when,
    unless: table.unless,
    x: table.x,
    y: table.y + headHeightMm,
    items: table.items,
    rowHeightMm,
    maxRows: table.maxRows,
    collapse: table.collapse,
    columns: 1,
    head: hasHead
      ? [
          ...table.columns.map(head),
          rule(table.x, table.y + headHeightMm - HEAD_RULE_MM, widthMm, 0, HEAD_RULE_MM),
          ...gridRules(table, lefts, table.x, table.y, headHeightMm, widthMm),
          ...(table.rules === 'grid' ? [rule(table.x, table.y, widthMm, 0, RULE_MM)] : []),
        ]
      : [],
    children: [
      ...table.columns.map(cell),
      ...(table.rules === 'none' ? [] : [rule(0, rowHeightMm - RULE_MM, widthMm, 0, RULE_MM)]),
      ...gridRules(table, lefts, 0, 0, rowHeightMm, widthMm),
    ],
    more:
      table.moreText === undefined
        ? undefined
        : text(
            table,
            { title: '', content: table.moreText, w: widthMm, align: 'left', weight: 500, maxLines: 1 },
            { x: 0, y: 0, h: rowHeightMm, content: table.moreText, weight: 500 },
          ),
  };
}

function text(
  table: TableElement,
  column: TableColumn,
  part: Pick<TextElement, 'x' | 'y' | 'h' | 'content' | 'weight'>,
): TextElement {
  return {
    kind: 'text',
    name: column.title === '' ? table.items : column.title,
    ...part,
    x: part.x + PADDING_MM,
    w: Math.max(0.5, column.w - 2 * PADDING_MM),
    sizeMm: table.sizeMm,
    minSizeMm: table.minSizeMm,
    align: column.align,
    valign: 'middle',
    maxLines: column.maxLines,
    lineHeight: 1.15,
    overflow: 'ellipsis',
    missingGlyph: 'replace',
    rotate: 0,
    color: 'black',
  };
}

/** Vertical rules between and around the columns. */
function gridRules(
  table: TableElement,
  lefts: readonly number[],
  x: number,
  y: number,
  h: number,
  widthMm: number,
): LeafElement[] {
  if (table.rules !== 'grid') return [];
  return [...lefts, widthMm - RULE_MM].map((left) => rule(x + left, y, 0, h, RULE_MM));
}

function rule(x: number, y: number, w: number, h: number, thicknessMm: number): LeafElement {
  return { kind: 'line', x, y, w, h, thicknessMm };
}
