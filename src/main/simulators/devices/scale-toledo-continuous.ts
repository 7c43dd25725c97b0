import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { createScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { PlateReading, ScalePlateOptions } from '#main/simulators/devices/scale-plate.ts';
import { streamWhilePlugged } from '#main/simulators/devices/scale-stream.ts';

export interface ToledoContinuousOptions extends ScalePlateOptions {
  readonly hasChecksum: boolean;
  readonly streamIntervalMs: number;
}

/** An indicator with Toledo's continuous output in kilograms with three decimals, written from the reference alone (devices.md 9.1). */
export function createToledoContinuousScale(options: ToledoContinuousOptions): EmulatedScale {
  const { timers, hasChecksum, streamIntervalMs } = options;
  const plate = createScalePlate(options);
  const line = createScaleLine(timers, () => undefined);
  const sendReading = (): void => line.send(frameOf(plate.reading(), hasChecksum));
  return { plate, ...line, attach: streamWhilePlugged(line, timers, streamIntervalMs, sendReading) };
}

/** Point code 5 is three decimals; increment code 1 is steps of one; bit 5 is always set. */
const STATUS_A = 0b10_1101;
const STATUS_C = 0b10_0000;

function frameOf(reading: PlateReading, hasChecksum: boolean): string {
  const weight = String(Math.abs(reading.grams)).slice(-6).padStart(6);
  const words = String.fromCharCode(STATUS_A, statusB(reading), STATUS_C);
  const frame = `\x02${words}${weight}     0\r`;
  return hasChecksum ? frame + checksum(frame) : frame;
}

function statusB(reading: PlateReading): number {
  let bits = 0b11_0000;
  if (reading.isNet) bits |= 0b1;
  if (reading.grams < 0) bits |= 0b10;
  if (reading.isOverloaded) bits |= 0b100;
  if (reading.isMoving) bits |= 0b1000;
  return bits;
}

/** What makes the seven-bit sum of the whole frame zero. */
function checksum(frame: string): string {
  let sum = 0;
  for (let at = 0; at < frame.length; at += 1) sum += frame.charCodeAt(at);
  return String.fromCharCode((128 - (sum % 128)) % 128);
}
