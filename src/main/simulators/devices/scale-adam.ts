import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { createScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { ScalePlateOptions } from '#main/simulators/devices/scale-plate.ts';
import { showWeight } from '#main/simulators/devices/show-weight.ts';

/** An Adam CPWplus, written from page 14 of its manual: `G` gross, `N` net, `Z` tare and zero; lines of heading, sign, value, unit. */
export function createAdamScale(options: ScalePlateOptions): EmulatedScale {
  const plate = createScalePlate(options);
  const line = createScaleLine(options.timers, (command) => {
    if (command === 'G' || command === 'N') line.send(`${command}/W  ${weightNow()} kg\r\n`);
    else if (command === 'Z') plate.zero();
  });

  function weightNow(): string {
    const { grams } = plate.reading();
    return `${grams < 0 ? '-' : '+'}${showWeight(Math.abs(grams), 'kg', 3).padStart(7)}`;
  }

  return { plate, ...line };
}
