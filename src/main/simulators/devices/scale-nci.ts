import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { createScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { PlateReading, ScalePlateOptions } from '#main/simulators/devices/scale-plate.ts';
import { showWeight } from '#main/simulators/devices/show-weight.ts';

/**
 * A Weigh-Tronix scale, written from the reference alone (devices.md 9.1): `W` weight, `S` status, `Z` zero. While it moves, is
 * negative or overloaded, `W` gets the status only.
 */
export function createNciScale(options: ScalePlateOptions): EmulatedScale {
  const plate = createScalePlate(options);
  const line = createScaleLine(options.timers, execute);

  function execute(command: string): void {
    if (command === 'W') reply(weightNow());
    else if (command === 'S') reply(`S${statusOf(plate.reading())}`);
    else if (command === 'Z') {
      plate.zero();
      reply(`S${statusOf(plate.reading())}`);
    } else reply('?');
  }

  function weightNow(): string {
    const reading = plate.reading();
    const status = statusOf(reading);
    if (reading.isMoving || reading.isOverloaded || reading.grams < 0) return `S${status}`;
    return `${showWeight(reading.grams, 'kg', 3).padStart(7)}kg\r\n${status}`;
  }

  function reply(text: string): void {
    line.send(`\n${text}\r\x03`);
  }

  return { plate, ...line };
}

/** Two bytes whose bits 4 and 5 are always set. */
function statusOf(reading: PlateReading): string {
  const first = 0x30 | (reading.isMoving ? 1 : 0) | (reading.grams === 0 ? 2 : 0);
  const second = 0x30 | (reading.grams < 0 ? 1 : 0) | (reading.isOverloaded ? 2 : 0);
  return String.fromCharCode(first, second);
}
