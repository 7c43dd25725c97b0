import { createScaleLine } from '#main/simulators/devices/scale-line.ts';
import type { ScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { ScalePlate, ScalePlateOptions } from '#main/simulators/devices/scale-plate.ts';

export interface AdamScale extends ScaleLine {
  readonly plate: ScalePlate;
}

/** An Adam CPWplus, written from page 14 of its manual: `G` gross, `N` net, `Z` tare and zero; lines of heading, sign, value, unit. */
export function createAdamScale(options: ScalePlateOptions): AdamScale {
  const plate = createScalePlate(options);
  const line = createScaleLine(options.timers, (command) => {
    if (command === 'G' || command === 'N') line.send(`${command}/W  ${weightNow()} kg\r\n`);
    else if (command === 'Z') plate.zero();
  });

  function weightNow(): string {
    const { grams } = plate.reading();
    return `${grams < 0 ? '-' : '+'}${(Math.abs(grams) / 1000).toFixed(3).padStart(7)}`;
  }

  return { plate, ...line };
}
