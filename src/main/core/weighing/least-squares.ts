/** Least squares over a few unknowns; what cannot be told apart is left open instead of guessed. */
export interface Fit {
  /** Null where the equations do not determine an unknown. */
  readonly solution: readonly (number | null)[];
  readonly residuals: readonly number[];
  /** How far each equation decides its own outcome: 1 = no other says anything about it. */
  readonly leverages: readonly number[];
  /** Equations beyond those that are needed. */
  readonly freedom: number;
  /** Variance of each solution, in variances of an equation. */
  readonly unitVariances: readonly number[];
  /** How far each solution would move if the equation were left out that moves it most; infinite where only that one tells it. */
  readonly largestShift: readonly number[];
}

const ROUNDING = 1e-9;

interface Equation {
  readonly row: readonly number[];
  readonly value: number;
}

/** @returns null without equations */
export function solveLeastSquares(equations: readonly Equation[]): Fit | null {
  const width = equations[0]?.row.length ?? 0;
  if (width === 0) return null;
  const { pivots, open } = reduce(equations.map(({ row }) => [...row]));
  // An unknown that the equations leave open may be taken for anything: the others do not depend on it, so it is left out.
  const rows = equations.map(({ row }) => pivots.map((column) => row[column] ?? 0));
  const inverse = invert(
    pivots.map((_, i) => pivots.map((_column, j) => rows.reduce((sum, row) => sum + at(row, i) * at(row, j), 0))),
  );
  if (!inverse) return null;
  const times = (vector: readonly number[]): number[] => inverse.map((line) => dot(line, vector));
  const right = pivots.map((_, i) => rows.reduce((sum, row, n) => sum + at(row, i) * (equations[n]?.value ?? 0), 0));
  const basic = times(right);
  const residuals = rows.map((row, n) => (equations[n]?.value ?? 0) - dot(row, basic));
  const pulls = rows.map(times);
  const leverages = rows.map((row, n) => dot(row, pulls[n] ?? []));
  const shifts = pivots.map((_, i) =>
    rows.reduce(
      (largest, _row, n) => Math.max(largest, shiftOf(at(pulls[n] ?? [], i), at(residuals, n), at(leverages, n))),
      0,
    ),
  );
  const placed = <T>(values: readonly T[], missing: T): T[] =>
    Array.from({ length: width }, (_, column) => {
      const place = pivots.indexOf(column);
      return place < 0 || open.has(column) ? missing : (values[place] ?? missing);
    });
  return {
    solution: placed<number | null>(basic, null),
    residuals,
    leverages,
    freedom: equations.length - pivots.length,
    unitVariances: placed(
      inverse.map((line, i) => at(line, i)),
      Number.POSITIVE_INFINITY,
    ),
    largestShift: placed(shifts, Number.POSITIVE_INFINITY),
  };
}

/** How far a solution moves without one equation. */
function shiftOf(pull: number, residual: number, leverage: number): number {
  if (Math.abs(pull) < ROUNDING) return 0;
  return 1 - leverage < ROUNDING ? Number.POSITIVE_INFINITY : Math.abs((pull * residual) / (1 - leverage));
}

/** Gauss and Jordan: columns that carry the rest, and those among them (or beside them) whose unknown stays open. */
function reduce(matrix: number[][]): { pivots: number[]; open: ReadonlySet<number> } {
  const width = matrix[0]?.length ?? 0;
  const pivots: number[] = [];
  for (let column = 0; column < width && pivots.length < matrix.length; column++) {
    const top = pivots.length;
    const best = matrix.reduce(
      (found, row, n) =>
        n >= top && Math.abs(at(row, column)) > Math.abs(at(matrix[found] ?? [], column)) ? n : found,
      top,
    );
    const chosen = matrix[best] ?? [];
    if (Math.abs(at(chosen, column)) < ROUNDING) continue;
    matrix[best] = matrix[top] ?? [];
    const pivot = at(chosen, column);
    matrix[top] = chosen.map((value) => value / pivot);
    for (const [n, row] of matrix.entries()) {
      const factor = at(row, column);
      if (n === top || factor === 0) continue;
      matrix[n] = row.map((value, place) => value - factor * at(matrix[top] ?? [], place));
    }
    pivots.push(column);
  }
  const open = new Set<number>();
  for (let column = 0; column < width; column++) if (!pivots.includes(column)) open.add(column);
  for (const [n, column] of pivots.entries())
    if ([...open].some((free) => !pivots.includes(free) && Math.abs(at(matrix[n] ?? [], free)) > ROUNDING))
      open.add(column);
  return { pivots, open };
}

/** Null for a matrix that has none. */
function invert(matrix: readonly (readonly number[])[]): number[][] | null {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...Array.from({ length: size }, (_, j) => (i === j ? 1 : 0))]);
  const { pivots } = reduce(work);
  if (pivots.length < size || pivots.some((column, i) => column !== i)) return null;
  return work.map((row) => row.slice(size));
}

const at = (row: readonly number[], index: number): number => row[index] ?? 0;

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * at(b, index), 0);
}
