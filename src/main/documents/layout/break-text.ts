import { keepNewest } from '#core/kernel/keep-newest.ts';

/** Closing marks that must not begin a line, and opening marks that must not end one. */
const NO_LINE_START = /^[\p{Pe}\p{Pf},.;:!?%、，。；：！？…·～‰℃々ー]/u;
const NO_LINE_END = /[\p{Ps}\p{Pi}￥¥$#＃]$/u;
const IDEOGRAPHIC = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

// Word boundaries for scripts without spaces come from ICU; the Thai rules also split Latin and Chinese well.
const words = new Intl.Segmenter('th', { granularity: 'word' });
const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** Rows are measured before they are set, and captions come again on each form. */
const recentPieces = keepNewest<readonly string[]>(1_500);

/** Splits a paragraph into pieces between which a line may break; joined together they give the paragraph again. */
export function breakablePieces(paragraph: string): readonly string[] {
  return recentPieces.get(paragraph, () => splitIntoPieces(paragraph));
}

function splitIntoPieces(paragraph: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of words.segment(paragraph)) {
    for (const part of IDEOGRAPHIC.test(segment) ? splitGraphemes(segment) : [segment]) appendPiece(pieces, part);
  }
  return pieces;
}

/** What the reader sees as characters: combining marks stay with their base. */
export function splitGraphemes(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function appendPiece(pieces: string[], part: string): void {
  const last = pieces.at(-1);
  const joins = last !== undefined && (NO_LINE_START.test(part) || NO_LINE_END.test(last) || isGlued(last, part));
  if (joins) pieces[pieces.length - 1] = last + part;
  else pieces.push(part);
}

/** `12-3A`, `AB/7` and `a@b` are one word to a reader although ICU cuts them at the marks. */
function isGlued(left: string, right: string): boolean {
  return /[\w\-/@&+_'.]$/.test(left) && /^[\w\-/@&+_'.]/.test(right);
}

/**
 * Breaks pieces into lines no wider than `width`, greedily; a piece that is wider than a whole line is cut between
 * its characters. Blanks at line ends vanish.
 */
export function breakLines(pieces: readonly string[], width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  const flush = (): void => {
    lines.push(line.trimEnd());
    line = '';
    lineWidth = 0;
  };
  const add = (part: string, partWidth: number): void => {
    line += part;
    lineWidth += partWidth;
  };
  for (const piece of pieces) {
    if (line === '' && lines.length > 0 && piece.trim() === '') continue;
    const pieceWidth = widthOf(piece);
    const inkWidth = piece.endsWith(' ') ? widthOf(piece.trimEnd()) : pieceWidth;
    if (lineWidth + inkWidth <= width) {
      add(piece, pieceWidth);
    } else if (inkWidth <= width) {
      flush();
      if (piece.trim() !== '') add(piece, pieceWidth);
    } else {
      for (const grapheme of splitGraphemes(piece)) {
        const graphemeWidth = widthOf(grapheme);
        if (line !== '' && lineWidth + graphemeWidth > width) flush();
        add(grapheme, graphemeWidth);
      }
    }
  }
  if (line !== '' || lines.length === 0) flush();
  return lines;
}
