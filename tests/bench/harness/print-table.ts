import type { BenchRow } from './bench-row.ts';

const HEADINGS = ['path', 'measured', 'budget', 'baseline', 'min / median / p99 / max (samples)', ''];

/** The rows as a table for people. */
export function benchTable(rows: readonly BenchRow[]): string {
  const cells = [HEADINGS, ...rows.map(rowCells)];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rowCells(row: BenchRow): string[] {
  const { samples } = row;
  return [
    row.path,
    `${row.measured} ${row.unit}`,
    row.budget === null ? '-' : String(row.budget),
    row.baseline === undefined ? '' : String(row.baseline),
    samples ? `${samples.min} / ${samples.median} / ${samples.p99} / ${samples.max} (${samples.count})` : '',
    row.budget === null ? '' : row.ok ? 'ok' : 'MISSED',
  ];
}
