import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { createScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { PlateReading, ScalePlateOptions } from '#main/simulators/devices/scale-plate.ts';
import { streamWhilePlugged } from '#main/simulators/devices/scale-stream.ts';

export interface YoushengOptions extends ScalePlateOptions {
  readonly streamIntervalMs: number;
  /** The value of the point bits for no decimals: the sources know both. */
  readonly firstPointCode: 0 | 1;
}

/** A Yousheng scale in kilograms with three decimals, written from the reference alone (devices.md 9.1): six binary bytes. */
export function createYoushengScale(options: YoushengOptions): EmulatedScale {
  const { timers, streamIntervalMs, firstPointCode } = options;
  const plate = createScalePlate(options);
  const line = createScaleLine(timers, () => undefined);
  const sendReading = (): void => line.send(frameOf(plate.reading(), firstPointCode));
  return { plate, ...line, attach: streamWhilePlugged(line, timers, streamIntervalMs, sendReading) };
}

const KILOGRAMS = 0;

function frameOf(reading: PlateReading, firstPointCode: number): string {
  let flags = 3 + firstPointCode;
  if (reading.grams < 0) flags += 32;
  if (!reading.isMoving) flags += 64;
  if (reading.isOverloaded) flags += 128;
  const digits = String(Math.abs(reading.grams)).padStart(6, '0').slice(-6);
  const bcd = [4, 2, 0].map((at) => Number(digits[at]) * 16 + Number(digits[at + 1]));
  return String.fromCharCode(0xff, flags, ...bcd, KILOGRAMS);
}
