import { breakablePieces, breakLines, splitGraphemes } from '#main/documents/layout/break-text.ts';
import type { FontWeight, TextMeasurer } from '#main/documents/layout/draw-list.ts';

export interface FitRequest {
  readonly text: string;
  readonly widthDots: number;
  readonly heightDots: number;
  readonly sizeDots: number;
  readonly minSizeDots: number;
  readonly weight: FontWeight;
  readonly maxLines: number;
  readonly lineHeight: number;
}

export interface FittedText {
  readonly lines: readonly string[];
  readonly sizeDots: number;
  readonly lineHeightDots: number;
  /** False: even the smallest size does not hold the whole text; `lines` then end in an ellipsis. */
  readonly isComplete: boolean;
}

/** Widths are measured once at this size and scaled: font advances are linear. */
const REFERENCE_DOTS = 200;

/**
 * Finds the largest size, in whole dots, at which the text fits its box with at most `maxLines` lines: first wrapped at
 * full size, then smaller and smaller; what does not fit at the smallest size is cut with an ellipsis and reported.
 */
export function fitText(request: FitRequest, measurer: TextMeasurer): FittedText {
  const paragraphs = request.text.split('\n').map(breakablePieces);
  const relativeWidth = memoize((text) => measurer.widthOf(text, REFERENCE_DOTS, request.weight) / REFERENCE_DOTS);
  for (let sizeDots = request.sizeDots; ; sizeDots -= 1) {
    const lineHeightDots = Math.round(sizeDots * request.lineHeight);
    // The space between lines is not needed above the first and below the last one.
    const linesInBox = 1 + Math.max(0, Math.floor((request.heightDots - sizeDots) / lineHeightDots));
    const maxLines = Math.min(request.maxLines, linesInBox);
    const widthOf = (text: string): number => relativeWidth(text) * sizeDots;
    const lines = paragraphs.flatMap((pieces) => breakLines(pieces, request.widthDots, widthOf));
    const fits = lines.length <= maxLines && sizeDots <= request.heightDots;
    const isWideEnough = (line: string): boolean => widthOf(line) <= request.widthDots;
    if (fits && lines.every(isWideEnough)) return { lines, sizeDots, lineHeightDots, isComplete: true };
    if (sizeDots <= request.minSizeDots) {
      return {
        lines: cutLines(lines, maxLines, request.widthDots, widthOf),
        sizeDots,
        lineHeightDots,
        isComplete: false,
      };
    }
  }
}

function cutLines(
  lines: readonly string[],
  maxLines: number,
  width: number,
  widthOf: (text: string) => number,
): string[] {
  const kept = lines.slice(0, maxLines);
  const characters = splitGraphemes(kept.pop() ?? '');
  while (characters.length > 0 && widthOf(`${characters.join('')}…`) > width) characters.pop();
  return [...kept, `${characters.join('').trimEnd()}…`];
}

function memoize(compute: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const value = known.get(text) ?? compute(text);
    known.set(text, value);
    return value;
  };
}
