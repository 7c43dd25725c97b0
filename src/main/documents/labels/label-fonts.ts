import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { SKRSContext2D } from '@napi-rs/canvas';
import { keepNewest } from '#core/kernel/keep-newest.ts';
import { bidiRuns } from '#main/documents/layout/bidi-runs.ts';
import type { FontWeight, TextDirection, TextMeasurer } from '#main/documents/layout/draw-list.ts';
import { readFontCoverage } from '#main/documents/labels/font-coverage.ts';
import type { FontCoverage } from '#main/documents/labels/font-coverage.ts';
import { splitFontRuns, uncoveredClusters } from '#main/documents/labels/font-runs.ts';

/** Families in order of preference; each glyph comes from the first one that has it. All weights cover the same characters. */
const FAMILIES = [
  { alias: 'Packbench Label SC', package: '@expo-google-fonts/noto-sans-sc', file: 'NotoSansSC' },
  { alias: 'Packbench Label Thai', package: '@expo-google-fonts/noto-sans-thai', file: 'NotoSansThai' },
  // Cyrillic beyond Russian, Greek, Vietnamese, all of Latin.
  { alias: 'Packbench Label World', package: '@expo-google-fonts/noto-sans', file: 'NotoSans' },
  { alias: 'Packbench Label Arabic', package: '@expo-google-fonts/noto-sans-arabic', file: 'NotoSansArabic' },
  // Hangul; after the Chinese one, so that hanja keep one shape on one label.
  { alias: 'Packbench Label Korean', package: '@expo-google-fonts/noto-sans-kr', file: 'NotoSansKR' },
] as const;

/** Beside them for documents that are read in Japan, whose kanji look otherwise than in China. */
const JAPANESE = { alias: 'Packbench Label Japanese', package: '@expo-google-fonts/noto-sans-jp', file: 'NotoSansJP' };
const ALL_FAMILIES = [...FAMILIES, JAPANESE];

interface FontFamily {
  readonly alias: string;
  readonly package: string;
  readonly file: string;
}

/** Where a document is read, as far as it changes the shapes of characters. */
export type ShapeLanguage = 'any' | 'ja';

const STYLES: Readonly<Record<FontWeight, string>> = { 400: '400Regular', 500: '500Medium', 700: '700Bold' };
const WEIGHTS = [400, 500, 700] as const;

/** One piece of a line, in the one font that draws it. */
export interface StyledRun {
  readonly text: string;
  /** CSS font value for a canvas. */
  readonly font: string;
  readonly widthDots: number;
  readonly direction: TextDirection;
  /** Index into the families. */
  readonly family: number;
}

/** A run at a size of one dot: advances are linear in the size. */
interface UnitRun {
  readonly text: string;
  readonly alias: string;
  readonly width: number;
  readonly direction: TextDirection;
  readonly family: number;
}

/** Some sets of papers: the captions of their forms come again on each. */
const RECENT_LINES = 3_000;

export interface LabelFonts extends TextMeasurer {
  /** The runs of one line from left to right; each run must be drawn with its own font. */
  runsOf(text: string, sizeDots: number, weight: FontWeight, direction: TextDirection): readonly StyledRun[];
  /** Where the ink of a line's runs lies around its start on the baseline, in dots; `top` is negative above it. */
  inkOf(runs: readonly StyledRun[]): { left: number; top: number; right: number; bottom: number };
  /** Where the font of a run lies, for documents that embed it. */
  fileOf(family: number, weight: FontWeight): string;
}

const PLAIN = /^[\x20-\x7e\n]*$/;

const loaded = new Map<ShapeLanguage, LabelFonts>();

/**
 * Registers the label fonts once per process and returns what layout and drawing ask of them.
 * Fonts are the packages' own TTF files; nothing is taken from the system, so labels look alike on every machine.
 */
export function labelFonts(language: ShapeLanguage = 'any'): LabelFonts {
  const fonts = loaded.get(language) ?? load(language);
  loaded.set(language, fonts);
  return fonts;
}

function open(family: FontFamily): FontCoverage {
  // Registered fonts belong to the process: another thread may have brought them already.
  if (!GlobalFonts.has(family.alias)) for (const weight of WEIGHTS) register(fontFile(family, weight), family.alias);
  return readFontCoverage(fontFile(family, 400));
}

function load(language: ShapeLanguage): LabelFonts {
  const coverages = FAMILIES.map(open);
  const japanese = language === 'ja' ? { family: FAMILIES.length, coverage: open(JAPANESE) } : undefined;
  const context = createCanvas(8, 8).getContext('2d');
  const measure = createMeasure(context);
  // A line is fitted, placed and drawn one after another, and asked for each time.
  const recent = keepNewest<readonly UnitRun[]>(RECENT_LINES);
  const unitRunsOf = (line: string, weight: FontWeight, lineDirection: TextDirection): readonly UnitRun[] =>
    recent.get(`${weight}${lineDirection}${line}`, () =>
      bidiRuns(line, lineDirection).flatMap(({ text, direction }) => {
        const runs = splitFontRuns(text, coverages, japanese).map((run): UnitRun => {
          const alias = ALL_FAMILIES[run.family]?.alias ?? FAMILIES[0].alias;
          return { text: run.text, alias, width: measure(run.text, alias, weight), direction, family: run.family };
        });
        return direction === 'rtl' ? runs.toReversed() : runs;
      }),
    );
  const runsOf: LabelFonts['runsOf'] = (line, sizeDots, weight, lineDirection) =>
    unitRunsOf(line, weight, lineDirection).map(({ text, alias, width, direction, family }) => ({
      text,
      font: `${weight} ${sizeDots}px "${alias}"`,
      widthDots: width * sizeDots,
      direction,
      family,
    }));
  return {
    runsOf,
    inkOf: (runs) => inkOf(context, runs),
    fileOf: (family, weight) => fontFile(ALL_FAMILIES[family] ?? FAMILIES[0], weight),
    // The order of runs does not change their widths, so the direction of the text need not be known here.
    widthOf: (text, sizeDots, weight) =>
      unitRunsOf(text, weight, 'ltr').reduce((sum, run) => sum + run.width * sizeDots, 0),
    // Every font that can stand first has the whole of ASCII, and most texts are made of nothing else.
    missingCharacters: (text) => (PLAIN.test(text) ? [] : uncoveredClusters(text, coverages)),
  };
}

/** Advances are linear in the size, so one size is measured and the widths of single characters are kept. */
const MEASURE_DOTS = 200;

function createMeasure(context: SKRSContext2D): (text: string, alias: string, weight: FontWeight) => number {
  const advances = new Map<string, number>();
  return (text, alias, weight) => {
    const key = `${weight}${alias}${text}`;
    const known = advances.get(key);
    if (known !== undefined) return known;
    context.font = `${weight} ${MEASURE_DOTS}px "${alias}"`;
    const advance = context.measureText(text).width / MEASURE_DOTS;
    // Words and names are not kept: they rarely come again and may be personal.
    if (text.length === 1) advances.set(key, advance);
    return advance;
  };
}

function inkOf(context: SKRSContext2D, runs: readonly StyledRun[]): ReturnType<LabelFonts['inkOf']> {
  context.textAlign = 'left';
  let [x, left, top, right, bottom] = [0, 0, 0, 0, 0];
  for (const run of runs) {
    context.font = run.font;
    context.direction = run.direction;
    const ink = context.measureText(run.text);
    left = Math.min(left, x - ink.actualBoundingBoxLeft);
    right = Math.max(right, x + ink.actualBoundingBoxRight);
    top = Math.min(top, -ink.actualBoundingBoxAscent);
    bottom = Math.max(bottom, ink.actualBoundingBoxDescent);
    x += run.widthDots;
  }
  return { left, top, right, bottom };
}

const fontFiles = new Map<string, string>();

function fontFile(family: FontFamily, weight: FontWeight): string {
  const key = `${family.file}${weight}`;
  const found = fontFiles.get(key) ?? findFontFile(family, weight);
  fontFiles.set(key, found);
  return found;
}

function findFontFile(family: FontFamily, weight: FontWeight): string {
  const require = createRequire(import.meta.url);
  const file = require.resolve(`${family.package}/${STYLES[weight]}/${family.file}_${STYLES[weight]}.ttf`);
  // Native code cannot look into an Electron archive; unpacked twins can be opened in place.
  const unpacked = file.replace('app.asar', 'app.asar.unpacked');
  return existsSync(unpacked) ? unpacked : file;
}

function register(file: string, alias: string): void {
  const key =
    file.includes('app.asar/') || file.includes('app.asar\\')
      ? GlobalFonts.register(readFileSync(file), alias)
      : GlobalFonts.registerFromPath(file, alias);
  if (!key) throw new Error(`Label font cannot be loaded: ${file}`);
}
