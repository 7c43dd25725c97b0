import bidiFactory from 'bidi-js';
import type { TextDirection } from '#main/documents/layout/draw-list.ts';

/** A part of a line that is written in one direction. */
export interface BidiRun {
  readonly text: string;
  readonly direction: TextDirection;
}

const bidi = bidiFactory();

/** Hebrew, Arabic, Syriac, Thaana and their presentation forms; without one of these a line is left to right. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** Direction of the first letter that has one, as the Unicode algorithm has it. */
export function textDirection(text: string): TextDirection {
  if (!RIGHT_TO_LEFT.test(text)) return 'ltr';
  return (bidi.getEmbeddingLevels(text).paragraphs[0]?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr';
}

/** The runs of one line in the order in which they stand on the paper, from left to right (UAX #9, rule L2). */
export function bidiRuns(line: string, direction: TextDirection): readonly BidiRun[] {
  if (direction === 'ltr' && !RIGHT_TO_LEFT.test(line)) return [{ text: line, direction: 'ltr' }];
  const { levels } = bidi.getEmbeddingLevels(line, direction);
  const runs: { text: string; level: number }[] = [];
  for (const [index, unit] of line.split('').entries()) {
    const level = levels[index] ?? 0;
    const last = runs.at(-1);
    if (last?.level === level) last.text += unit;
    else runs.push({ text: unit, level });
  }
  const highest = Math.max(0, ...runs.map((run) => run.level));
  for (let level = highest; level > 0; level -= 1) reverseFrom(runs, level);
  return runs.map(({ text, level }) => ({ text, direction: level % 2 === 1 ? 'rtl' : 'ltr' }));
}

/** Turns round every stretch of runs whose level is at least this one. */
function reverseFrom(runs: { text: string; level: number }[], level: number): void {
  for (let start = 0; start < runs.length; start += 1) {
    let end = start;
    while (end < runs.length && (runs[end]?.level ?? 0) >= level) end += 1;
    if (end - start > 1) runs.splice(start, end - start, ...runs.slice(start, end).toReversed());
    if (end > start) start = end;
  }
}
