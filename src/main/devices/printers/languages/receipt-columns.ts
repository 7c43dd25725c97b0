import type { PagePiece } from '#main/documents/layout/page-piece.ts';
import { encodeCharacter } from '#main/devices/printers/languages/escpos-charset.ts';
import { receiptCellDots } from '#main/devices/printers/languages/receipt-cell.ts';
import type { ReceiptCharset } from '#shared/model/receipt-charset.ts';

/** A run of characters in one size, after so many empty cells. */
export interface ReceiptRun {
  readonly blanks: number;
  readonly bytes: Uint8Array;
  readonly isBold: boolean;
  /** How many times as wide and as high as usual. */
  readonly scale: ReceiptScale;
}

type ReceiptScale = readonly [wide: 1 | 2, high: 1 | 2];
type ReceiptText = Extract<PagePiece, { kind: 'text' }>;

const USUAL: ReceiptScale = [1, 1];
const LARGEST: readonly ReceiptScale[] = [
  [2, 2],
  [1, 2],
];

interface Character {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/**
 * Texts that stand beside each other as lines of cells, each text within the columns of its box.
 * @returns null where a character is missing or the texts do not fit beside each other: they go as a picture then
 */
export function receiptColumns(
  texts: readonly ReceiptText[],
  charset: ReceiptCharset,
  dotsPerMm: number,
): ReceiptRun[][] | null {
  const blocks = texts.map((text) => blockOf(text, charset, dotsPerMm));
  const lines: ReceiptRun[][] = [];
  for (let index = 0; blocks.some((block) => (block?.lines.length ?? 0) > index); index += 1) {
    const runs: ReceiptRun[] = [];
    let cursor = 0;
    for (const block of blocks) {
      if (!block) return null;
      const line = block.lines[index];
      if (!line) continue;
      const cells = cellsOf(line) * block.scale[0];
      const start = block.from + Math.floor((block.cells - cells) * ALIGN_FACTOR[block.align]);
      if (start < cursor || (cursor > 0 && start === cursor)) return null;
      const bytes = Buffer.concat(line.map((character) => character.bytes));
      runs.push({ blanks: start - cursor, bytes, isBold: block.isBold, scale: block.scale });
      cursor = start + cells;
    }
    lines.push(runs);
  }
  return blocks.includes(null) ? null : lines;
}

interface Block {
  readonly from: number;
  readonly cells: number;
  readonly align: ReceiptText['align'];
  readonly isBold: boolean;
  readonly scale: ReceiptScale;
  readonly lines: readonly (readonly Character[])[];
}

const ALIGN_FACTOR = { left: 0, center: 0.5, right: 1 } as const;

function blockOf(piece: ReceiptText, charset: ReceiptCharset, dotsPerMm: number): Block | null {
  const characters: Character[] = [];
  for (const text of piece.text) {
    const bytes = text === '\n' ? new Uint8Array() : encodeCharacter(text, charset);
    if (!bytes) return null;
    characters.push({ text, bytes });
  }
  const cellDots = receiptCellDots(dotsPerMm);
  const from = Math.max(0, Math.round(piece.x / cellDots));
  const cells = Math.max(1, Math.floor((piece.x + piece.w) / cellDots) - from);
  const fits = ([wide]: ReceiptScale): boolean => !piece.text.includes('\n') && cellsOf(characters) * wide <= cells;
  const scale = scalesOf(piece.sizeDots / dotsPerMm).find(fits) ?? USUAL;
  const isOneWord = piece.align === 'right' && !/\s/.test(piece.text);
  // An amount is not broken; it may reach into the empty end of the column on its left.
  const lines = isOneWord || fits(scale) ? [characters] : wrap(characters, cells);
  return { from, cells, align: piece.align, isBold: piece.weight === 700, scale, lines };
}

/** Large type in the sizes that printers have, the largest first. */
function scalesOf(sizeMm: number): readonly ReceiptScale[] {
  if (sizeMm >= 5) return LARGEST;
  return sizeMm >= 4 ? [[1, 2]] : [];
}

function cellsOf(characters: readonly Character[]): number {
  return characters.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** Breaks at blanks and beside Chinese characters, and within a word only where it is longer than a line. */
function wrap(characters: readonly Character[], cells: number): Character[][] {
  const lines: Character[][] = [];
  let line: Character[] = [];
  const finish = (): void => {
    while (line.at(-1)?.text === ' ') line.pop();
    if (line.length > 0) lines.push(line);
    line = [];
  };
  for (const part of partsOf(characters)) {
    if (part[0]?.text === '\n') finish();
    else if (part[0]?.text === ' ' && line.length === 0) continue;
    else {
      if (part[0]?.text !== ' ' && cellsOf(line) + cellsOf(part) > cells) finish();
      for (const character of part) {
        if (cellsOf(line) + character.bytes.length > cells) finish();
        if (character.text !== ' ' || line.length > 0) line.push(character);
      }
    }
  }
  finish();
  return lines;
}

/** Words; blanks, ends of lines and wide characters each by themselves. */
function partsOf(characters: readonly Character[]): Character[][] {
  const parts: Character[][] = [];
  let word: Character[] | null = null;
  for (const character of characters) {
    if (character.bytes.length === 1 && character.text !== ' ') {
      if (word) word.push(character);
      else parts.push((word = [character]));
    } else {
      word = null;
      parts.push([character]);
    }
  }
  return parts;
}
