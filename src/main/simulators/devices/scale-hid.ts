import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { createScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { PlateReading, ScalePlateOptions } from '#main/simulators/devices/scale-plate.ts';
import { streamWhilePlugged } from '#main/simulators/devices/scale-stream.ts';

export interface HidScaleOptions extends ScalePlateOptions {
  readonly streamIntervalMs: number;
}

/** A USB HID scale in grams, written from the reference alone (devices.md 9.1): its input reports, whatever carries them. */
export function createHidScale(options: HidScaleOptions): EmulatedScale {
  const { timers, streamIntervalMs } = options;
  const plate = createScalePlate(options);
  const line = createScaleLine(timers, () => undefined);
  const sendReading = (): void => line.send(reportOf(plate.reading()));
  return { plate, ...line, attach: streamWhilePlugged(line, timers, streamIntervalMs, sendReading) };
}

const GRAMS = 2;

function reportOf(reading: PlateReading): string {
  const magnitude = Math.min(0xffff, Math.abs(reading.grams));
  return String.fromCharCode(3, statusOf(reading), GRAMS, 0, magnitude % 256, Math.floor(magnitude / 256));
}

function statusOf(reading: PlateReading): number {
  if (reading.isOverloaded) return 6;
  if (reading.grams < 0) return 5;
  if (reading.isMoving) return 3;
  return reading.grams === 0 ? 2 : 4;
}
