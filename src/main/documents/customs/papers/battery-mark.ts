import type { PaperDefinition } from '#main/documents/customs/paper-definition.ts';
import { createSheet } from '#main/documents/customs/sheet.ts';
import type { Sheet } from '#main/documents/customs/sheet.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { BatteryKind, CustomsDeclaration } from '#shared/model/customs.ts';
import type { z } from 'zod';

const PAPER = 'battery_mark';

/** UN numbers of lithium batteries (customs.md section 9.2). */
const UN_NUMBERS: Readonly<Record<z.infer<typeof BatteryKind>, string>> = {
  none: '',
  ion_in_device: 'UN3481',
  ion_with_device: 'UN3481',
  ion_alone: 'UN3480',
  ion_vehicle: 'UN3556',
  metal_in_device: 'UN3091',
  metal_with_device: 'UN3091',
  metal_alone: 'UN3090',
};

const HATCH_MM = 5;

/** The battery mark: hatched red border, batteries with a flame, UN numbers; 100 x 100 mm, or 100 x 70 where that does not fit. */
export const batteryMark: PaperDefinition = {
  kind: PAPER,
  version: 1,
  draw(declaration, options) {
    const numbers = unNumbersOf(declaration);
    if (numbers.length === 0) throw new AppError('ERR_CUSTOMS_PAPER_NOT_NEEDED', { paper: PAPER });
    const [width, height] = options.batteryMark === '100x100' ? [100, 100] : [100, 70];
    const sheet = createSheet(width, height);
    drawHatching(sheet, width, height);
    const middle = width / 2;
    const scale = height / 100;
    drawBatteries(sheet, middle, HATCH_MM + 6 * scale, scale);
    const textH = 14 * scale + 4;
    sheet.text(
      'lines.battery',
      [HATCH_MM + 3, height - HATCH_MM - textH - 3 * scale, width - 2 * HATCH_MM - 6, textH],
      numbers.join('  '),
      {
        size: 14 * scale,
        weight: 700,
        align: 'center',
      },
    );
    return [sheet];
  },
};

function unNumbersOf({ lines }: CustomsDeclaration): string[] {
  return [...new Set(lines.map(({ battery }) => UN_NUMBERS[battery.kind]))]
    .filter((number) => number !== '')
    .toSorted();
}

/** Red stripes at 45 degrees in a border of 5 mm, inside the edge of the page. */
function drawHatching(sheet: Sheet, width: number, height: number): void {
  const stripe = 3;
  for (let at = -height; at < width; at += 2 * stripe) {
    sheet.shape({
      color: 'red',
      points: [
        [at, height],
        [at + stripe, height],
        [at + stripe + height, 0],
        [at + height, 0],
      ],
    });
  }
  sheet.shape({ color: 'white', points: corners(HATCH_MM, HATCH_MM, width - 2 * HATCH_MM, height - 2 * HATCH_MM) });
}

/** A row of cells, the right one split by a crack, with a flame above it. */
function drawBatteries(sheet: Sheet, middle: number, top: number, scale: number): void {
  const at = (x: number, y: number): readonly [number, number] => [middle + x * scale, top + y * scale];
  const block = (x: number, y: number, w: number, h: number): void =>
    sheet.shape({ color: 'black', points: [at(x, y), at(x + w, y), at(x + w, y + h), at(x, y + h)] });
  // Three whole cells with their poles.
  for (const x of [-30, -16, -2]) {
    block(x, 24, 11, 28);
    block(x + 3.5, 20.5, 4, 3.5);
  }
  // The broken one: two halves with a jagged gap.
  sheet.shape({
    color: 'black',
    points: [at(13, 24), at(17.5, 24), at(19, 32), at(15.8, 36), at(19, 41), at(16.4, 45), at(18.6, 52), at(13, 52)],
  });
  sheet.shape({
    color: 'black',
    points: [at(20, 24), at(26, 24), at(26, 52), at(21, 52), at(18.8, 45), at(21.4, 41), at(18.2, 36), at(21.4, 32)],
  });
  // Flame: a drop with a lighter heart.
  sheet.shape({ color: 'black', points: FLAME.map(([x, y]) => at(19.5 + x, 21 + y)) });
  sheet.shape({ color: 'white', points: FLAME.map(([x, y]) => at(19.7 + x * 0.42, 20.2 + y * 0.42)) });
}

/** Outline of a flame around its foot, in hundredths of the mark. */
const FLAME: readonly (readonly [number, number])[] = [
  [0, 0],
  [-3.6, -1],
  [-6, -3.8],
  [-6.4, -7.2],
  [-5, -10.4],
  [-4.4, -7.8],
  [-3, -9.6],
  [-2.6, -13],
  [-0.6, -16.4],
  [2.2, -18.6],
  [1.6, -15],
  [2.8, -12],
  [4, -9.6],
  [4.4, -12.4],
  [6, -9],
  [6.4, -5.6],
  [5.2, -2.6],
  [3, -0.6],
];

function corners(x: number, y: number, w: number, h: number): readonly (readonly [number, number])[] {
  return [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ];
}
