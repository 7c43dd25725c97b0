import type { Box } from './element-box.ts';

/** Edges and middles nearer than this jump onto each other. */
const REACH_MM = 1;

export interface Snapped {
  readonly dx: number;
  readonly dy: number;
  /** Where something lies in line, to be shown while dragging. */
  readonly guideX: number | null;
  readonly guideY: number | null;
}

/**
 * Moves a box a little, so that an edge or its middle lies in line with a neighbour or the page; where nothing is near, its
 * top left corner falls on the grid.
 */
export function snapBox(box: Box, others: readonly Box[], gridMm: number): Snapped {
  const x = snapAxis(
    [box.x, box.x + box.w / 2, box.x + box.w],
    others.flatMap((other) => lines(other.x, other.w)),
  );
  const y = snapAxis(
    [box.y, box.y + box.h / 2, box.y + box.h],
    others.flatMap((other) => lines(other.y, other.h)),
  );
  return {
    dx: x ? x.delta : onGrid(box.x, gridMm) - box.x,
    dy: y ? y.delta : onGrid(box.y, gridMm) - box.y,
    guideX: x?.line ?? null,
    guideY: y?.line ?? null,
  };
}

/** Nearest point of the grid, without the dust of floating numbers. */
export function onGrid(mm: number, gridMm: number): number {
  return round(Math.round(mm / gridMm) * gridMm);
}

/** A hundredth of a millimetre is finer than any printer. */
export function round(mm: number): number {
  return Math.round(mm * 100) / 100;
}

function lines(start: number, size: number): number[] {
  return [start, start + size / 2, start + size];
}

function snapAxis(own: readonly number[], targets: readonly number[]): { delta: number; line: number } | null {
  let best: { delta: number; line: number } | null = null;
  for (const line of targets) {
    for (const edge of own) {
      const delta = line - edge;
      if (Math.abs(delta) <= REACH_MM && (!best || Math.abs(delta) < Math.abs(best.delta))) best = { delta, line };
    }
  }
  return best;
}
