import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paperPages } from '#main/documents/customs/draw-customs-paper.ts';
import type { CustomsPaperOrder } from '#main/documents/customs/draw-customs-paper.ts';
import { drawPagePicture } from '#main/documents/customs/draw-paper-pictures.ts';
import type { TextCommand } from '#main/documents/layout/draw-list.ts';
import { resolveLayout } from '#main/documents/layout/resolve-layout.ts';
import { labelFonts } from '#main/documents/labels/label-fonts.ts';
import type { LabelFonts } from '#main/documents/labels/label-fonts.ts';
import { inkIn, inkOfCanvas, inkOfPgm, strayInk } from '#tests/support/papers/ink.ts';
import type { InkPage, PixelBox } from '#tests/support/papers/ink.ts';
import { askPaperTools, DPI } from '#tests/support/papers/paper-tools.ts';
import type { ToolSaid } from '#tests/support/papers/paper-tools.ts';
import { lettersOf, wordsOfPages } from '#tests/support/papers/pdf-text.ts';
import type { PdfWord } from '#tests/support/papers/pdf-text.ts';

const DOTS_PER_MM = 600 / 25.4;
const PIXELS_PER_DOT = DPI / 600;
const POINTS_PER_DOT = 72 / 600;
/** Largest file of a page (customs.md section 14). */
const MOST_BYTES_A_PAGE = 150_000;
/** Ink may differ by this share from the picture drawn by the other library, once the fatter edges are taken off. */
const INK_TOLERANCE = 0.1;
const FATTER_EDGES = 1.08;
/** Strokes of the two libraries lie within so many pixels of each other. */
const REACH = 2;

/**
 * Holds a finished PDF against what was to be drawn, with programs that share nothing with the writer: qpdf and mutool for the file,
 * pdffonts for its fonts, pdftotext for its words, pdftoppm beside a picture drawn by Skia for its ink.
 * @returns what is wrong, in words; empty: nothing
 */
export function examinePaper(order: CustomsPaperOrder, pdf: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-paper-'));
  try {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, pdf);
    const sheets = paperPages(order);
    const { said, pictures } = askPaperTools(file, folder);
    const problems = [
      ...examineBytes(pdf.length, sheets.length),
      ...examineFile(said.qpdf, said.mutool),
      ...examineFonts(said.pdffonts),
      ...examineReaders(said.pdftotext, said.pdftoppm),
    ];
    const words = wordsOfPages(said.pdftotext.text);
    const pages = pictures.map(inkOfPgm);
    if (pages.length !== sheets.length) problems.push(`${pages.length} pages instead of ${sheets.length}`);
    for (const [index, page] of sheets.entries()) {
      const reference = inkOfCanvas(drawPagePicture(page, DPI));
      const fonts = labelFonts(page.language);
      const list = resolveLayout(page.layout, page.data, DOTS_PER_MM, fonts);
      for (const command of list.commands)
        if (command.kind === 'text')
          problems.push(
            ...examineLine(fonts, command, pages[index], reference, words[index] ?? []).map(
              (text) => `page ${index + 1}: ${text}`,
            ),
          );
    }
    return problems;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function examineBytes(bytes: number, pages: number): string[] {
  return bytes > MOST_BYTES_A_PAGE * pages ? [`${bytes} bytes for ${pages} pages`] : [];
}

function examineFile(qpdf: ToolSaid, mutool: ToolSaid): string[] {
  const problems: string[] = [];
  if (qpdf.code !== 0 || /warning/i.test(qpdf.text)) problems.push(`qpdf: ${qpdf.text}`);
  const said = mutool.text
    .split('\n')
    .filter((line) => line !== '' && !/ICC support is not available/.test(line) && !line.startsWith('page '));
  if (mutool.code !== 0 || said.length > 0) problems.push(`mutool: ${said.join(' ')}`);
  return problems;
}

/** Each row of the table of pdffonts ends in: emb sub uni object ID. */
function examineFonts(pdffonts: ToolSaid): string[] {
  const rows = pdffonts.text
    .split('\n')
    .slice(2)
    .filter((row) => row.trim() !== '');
  if (rows.length === 0) return ['no fonts'];
  return rows
    .filter((row) => !/\byes\s+(?:yes|no)\s+yes\s+\d+\s+\d+\s*$/.test(row))
    .map((row) => `font: ${row.trim()}`);
}

/** What these say is read elsewhere; whether they could read the file is told here. */
function examineReaders(pdftotext: ToolSaid, pdftoppm: ToolSaid): string[] {
  const problems: string[] = [];
  if (pdftotext.code !== 0) problems.push(`pdftotext: ${pdftotext.text}`);
  if (pdftoppm.code !== 0) problems.push(`pdftoppm: ${pdftoppm.text}`);
  return problems;
}

function examineLine(
  fonts: LabelFonts,
  command: TextCommand,
  page: InkPage | undefined,
  reference: InkPage,
  words: readonly PdfWord[],
): string[] {
  if (!page) return [];
  const problems: string[] = [];
  const runs = fonts.runsOf(command.text, command.sizeDots, command.weight, command.direction);
  const width = runs.reduce((sum, { widthDots }) => sum + widthDots, 0);
  const line = {
    left: command.x,
    right: command.x + width,
    top: command.baseline - command.sizeDots,
    bottom: command.baseline + command.sizeDots * 0.35,
  };
  const inside = words.filter(({ xMin, xMax, yMin, yMax }) => {
    const [x, y] = [(xMin + xMax) / 2 / POINTS_PER_DOT, (yMin + yMax) / 2 / POINTS_PER_DOT];
    return x >= line.left - 2 && x <= line.right + 2 && y >= line.top && y <= line.bottom;
  });
  const read = inside.map(({ text }) => text).join('');
  if (lettersOf(read) !== lettersOf(command.text)) problems.push(`read "${read}" instead of "${command.text}"`);

  const box: PixelBox = {
    left: Math.floor(line.left * PIXELS_PER_DOT) - 1,
    right: Math.ceil(line.right * PIXELS_PER_DOT) + 1,
    top: Math.floor(line.top * PIXELS_PER_DOT),
    bottom: Math.ceil(line.bottom * PIXELS_PER_DOT),
  };
  const around: PixelBox = {
    left: box.left - REACH,
    right: box.right + REACH,
    top: box.top - REACH,
    bottom: box.bottom + REACH,
  };
  const [drawn, due] = [page.part(around), reference.part(around)];
  const [ink, wanted] = [inkIn(drawn, box) / FATTER_EDGES, inkIn(due, box)];
  if (wanted > 0 && ink === 0) problems.push(`nothing drawn of "${command.text}"`);
  else if (Math.abs(ink - wanted) > wanted * INK_TOLERANCE)
    problems.push(`ink ${ink.toFixed(0)} instead of ${wanted.toFixed(0)} of "${command.text}"`);
  const stray = strayInk(drawn, due, box, REACH) + strayInk(due, drawn, box, REACH);
  if (stray > 2) problems.push(`${stray} stray dots in "${command.text}"`);
  return problems;
}
