import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { createScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { PlateReading, ScalePlateOptions } from '#main/simulators/devices/scale-plate.ts';
import { showWeight } from '#main/simulators/devices/show-weight.ts';

/**
 * A checkout scale that speaks 8217, written from the reference alone (devices.md 9.1): `W` weight, `Z` zero, `T` tare, single
 * bytes without a line end. It gives weights only at rest, else `?` and a status byte.
 */
export function createToledo8217Scale(options: ScalePlateOptions): EmulatedScale {
  const plate = createScalePlate(options);
  const line = createScaleLine(options.timers, execute, 'bytes');

  function execute(command: string): void {
    if (command === 'W') answer();
    else if (command === 'Z' && plate.zero()) answer();
    else if (command === 'T' && plate.tare()) answer();
  }

  function answer(): void {
    const reading = plate.reading();
    line.send(`\x02${isWeighable(reading) ? weightOf(reading) : `?${statusOf(reading)}`}\r`);
  }

  return { plate, ...line };
}

function isWeighable(reading: PlateReading): boolean {
  return !reading.isMoving && !reading.isOverloaded && reading.grams >= 0;
}

/** `01.234`, with an N behind a net weight. */
function weightOf(reading: PlateReading): string {
  return showWeight(reading.grams, 'kg', 3).padStart(6, '0') + (reading.isNet ? 'N' : '');
}

function statusOf(reading: PlateReading): string {
  let bits = 0b100_0000;
  if (reading.isMoving) bits |= 0b1;
  if (reading.isOverloaded) bits |= 0b10;
  if (reading.grams < 0) bits |= 0b100;
  if (reading.isNet) bits |= 0b10_0000;
  return String.fromCharCode(bits);
}
