import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { createScaleLine } from '#main/simulators/devices/scale-line.ts';
import { streamWhilePlugged } from '#main/simulators/devices/scale-stream.ts';
import { createScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { PlateReading, ScalePlateOptions } from '#main/simulators/devices/scale-plate.ts';
import { showWeight } from '#main/simulators/devices/show-weight.ts';
import type { WeightUnit } from '#main/simulators/devices/show-weight.ts';

/** The frames of devices.md 9.1: A&D standard, and the "ST,GS" family in its three spellings. */
export type AndFormat = 'standard' | 'st-gs' | 'st-gs-comma' | 'cas-22';

export interface AndScaleOptions extends ScalePlateOptions {
  readonly format?: AndFormat;
  readonly unit?: WeightUnit;
  readonly decimals?: number;
  /** Sends by itself at this interval; 0 = answers `Q` only. */
  readonly streamIntervalMs?: number;
}

/** An A&D scale, or one of the many that copy it, written from the reference alone. It streams, and answers `Q` at any time. */
export function createAndScale(options: AndScaleOptions): EmulatedScale {
  const { timers, format = 'standard', unit = 'kg', decimals = 3, streamIntervalMs = 0 } = options;
  const plate = createScalePlate(options);
  const line = createScaleLine(timers, (command) => {
    if (command === 'Q') sendReading();
  });

  function sendReading(): void {
    line.send(`${FRAMES[format](plate.reading(), unit, decimals)}\r\n`);
  }

  return {
    plate,
    ...line,
    attach: streamWhilePlugged(line, timers, streamIntervalMs, sendReading),
  };
}

type Frame = (reading: PlateReading, unit: WeightUnit, decimals: number) => string;

const FRAMES: Readonly<Record<AndFormat, Frame>> = {
  /** `ST,+00012.34  g`: sign, eight digits, unit right-aligned in three; overload has a fixed text. */
  standard(reading, unit, decimals) {
    if (reading.isOverloaded) return 'OL,+9999999E+19';
    if (reading.isUnderloaded) return 'OL,-9999999E+19';
    const digits = showWeight(Math.abs(reading.grams), unit, decimals).padStart(8, '0');
    return `${headerOf(reading)},${signOf(reading)}${digits}${unit.padStart(3)}`;
  },
  /** `ST,GS,+  1.234kg` */
  'st-gs': (reading, unit, decimals) =>
    `${headerOf(reading)},${kindOf(reading)},${signOf(reading)}${digitsOf(reading, unit, decimals).padStart(7)}${unit.padStart(2)}`,
  /** `ST,GS,   1.234,kg`: a comma before the unit, the minus next to the digits. */
  'st-gs-comma'(reading, unit, decimals) {
    const sign = reading.grams < 0 ? '-' : '';
    return `${headerOf(reading)},${kindOf(reading)},${(sign + digitsOf(reading, unit, decimals)).padStart(7)},${unit.padStart(2)}`;
  },
  /** `ST,GS,<id><lamp>,000013.5 kg` */
  'cas-22'(reading, unit, decimals) {
    const sign = reading.grams < 0 ? '-' : '';
    const digits = sign + digitsOf(reading, unit, decimals).padStart(8 - sign.length, '0');
    return `${headerOf(reading)},${kindOf(reading)},${DEVICE_ID}${lampOf(reading)},${digits} ${unit.padStart(2)}`;
  },
};

const DEVICE_ID = '1';

/** The lamp byte varies between makes; bit 6 is always set, so it is a printable letter. */
function lampOf(reading: PlateReading): string {
  return String.fromCharCode(0x40 | (reading.isMoving ? 0 : 0x01) | (reading.grams === 0 ? 0x02 : 0));
}

function headerOf(reading: PlateReading): string {
  if (reading.isOverloaded || reading.isUnderloaded) return 'OL';
  return reading.isMoving ? 'US' : 'ST';
}

function kindOf(reading: PlateReading): string {
  return reading.isNet ? 'NT' : 'GS';
}

function signOf(reading: PlateReading): string {
  return reading.grams < 0 ? '-' : '+';
}

function digitsOf(reading: PlateReading, unit: WeightUnit, decimals: number): string {
  return showWeight(Math.abs(reading.grams), unit, decimals);
}
