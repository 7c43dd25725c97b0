import type { PaperSensor } from '#main/simulators/devices/printer/print-engine.ts';

/** What the set-up commands of TSPL have told the printer; a printer remembers them until told otherwise. */
export interface TsplSetup {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly gapMm: number;
  readonly isTurned: boolean;
  readonly isMirrored: boolean;
  readonly reference: { readonly x: number; readonly y: number };
  readonly density: number;
  readonly inchesPerSecond: number;
  readonly sensor: PaperSensor;
  /** `SET CUTTER`: after so many labels, at the end of a `PRINT`, or never. */
  readonly cutter: number | 'batch' | 'off';
}

const MM_PER_INCH = 25.4;

/** 4 inches per second and a 4 x 6 inch label: what the emulated printer stands at when it is unpacked. */
export const FACTORY_SETUP: TsplSetup = {
  widthMm: 101.6,
  heightMm: 152.4,
  gapMm: 3,
  isTurned: false,
  isMirrored: false,
  reference: { x: 0, y: 0 },
  density: 8,
  inchesPerSecond: 4,
  sensor: 'gap',
  cutter: 'off',
};

/** Commands that real drivers send and that change nothing here. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'OFFSET',
  'SHIFT',
  'CODEPAGE',
  'COUNTRY',
  'HOME',
  'SOUND',
  'FEED',
]);

/** Applies one set-up command; null when the command is no set-up or its arguments make no sense. */
export function applySetup(
  setup: TsplSetup,
  name: string,
  args: readonly string[],
  dotsPerMm: number,
): TsplSetup | null {
  const [first = '', second] = args;
  switch (name) {
    case 'SIZE': {
      const widthMm = readLength(first, dotsPerMm);
      const heightMm = second === undefined ? setup.heightMm : readLength(second, dotsPerMm);
      return widthMm === null || heightMm === null || widthMm <= 0 || heightMm <= 0
        ? null
        : { ...setup, widthMm, heightMm };
    }
    case 'GAP': {
      const gapMm = readLength(first, dotsPerMm);
      return gapMm === null ? null : { ...setup, gapMm, sensor: gapMm === 0 ? 'continuous' : 'gap' };
    }
    case 'BLINE': {
      const markMm = readLength(first, dotsPerMm);
      if (markMm === null || markMm > MM_PER_INCH) return null;
      return { ...setup, gapMm: markMm, sensor: markMm === 0 ? 'continuous' : 'mark' };
    }
    case 'SET':
      return applyOption(setup, first);
    case 'DIRECTION':
      if (!/^[01]$/.test(first) || !/^[01]$/.test(second ?? '0')) return null;
      return { ...setup, isTurned: first === '1', isMirrored: second === '1' };
    case 'REFERENCE': {
      const x = readInteger(first);
      const y = readInteger(second ?? '');
      return x === null || y === null ? null : { ...setup, reference: { x, y } };
    }
    case 'DENSITY': {
      const density = readInteger(first);
      return density === null || density < 0 || density > 15 ? null : { ...setup, density };
    }
    case 'SPEED': {
      const inchesPerSecond = Number(first);
      return first !== '' && inchesPerSecond > 0 ? { ...setup, inchesPerSecond } : null;
    }
    default:
      return WITHOUT_EFFECT.has(name) ? setup : null;
  }
}

/** `SET CUTTER OFF | BATCH | n`; other options change nothing here. */
function applyOption(setup: TsplSetup, text: string): TsplSetup | null {
  const [name, value = ''] = text.split(/\s+/);
  if (name !== 'CUTTER') return setup;
  if (value === 'OFF') return { ...setup, cutter: 'off' };
  if (value === 'BATCH') return { ...setup, cutter: 'batch' };
  const every = readInteger(value);
  return every === null || every < 1 ? null : { ...setup, cutter: every };
}

/** Paper speed in millimetres per second. */
export function paperSpeed(setup: TsplSetup): number {
  return setup.inchesPerSecond * MM_PER_INCH;
}

/** `100 mm`, `800 dot`, or inches without a unit. */
function readLength(text: string, dotsPerMm: number): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(mm|dot|dots)?$/.exec(text);
  if (!match) return null;
  const value = Number(match[1]);
  if (match[2] === undefined) return value * MM_PER_INCH;
  return match[2] === 'mm' ? value : value / dotsPerMm;
}

function readInteger(text: string): number | null {
  return /^-?\d+$/.test(text) ? Number(text) : null;
}
