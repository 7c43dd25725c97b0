import { createScaleLine } from '#main/simulators/devices/scale-line.ts';
import type { ScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { PlateReading, ScalePlate, ScalePlateOptions } from '#main/simulators/devices/scale-plate.ts';

export interface CasScale extends ScaleLine {
  readonly plate: ScalePlate;
}

/**
 * A CAS scale set to "ECR", written from the reference alone (devices.md 9.1): 05 -> 06, then 11 -> the frame. Without the
 * first half of the dialogue it says nothing.
 */
export function createCasScale(options: ScalePlateOptions): CasScale {
  const plate = createScalePlate(options);
  let isAsked = false;
  const line = createScaleLine(
    options.timers,
    (command) => {
      if (command === '\x05') {
        isAsked = true;
        line.send('\x06');
      } else if (command === '\x11' && isAsked) {
        isAsked = false;
        line.send(frameOf(plate.reading()));
      }
    },
    'bytes',
  );
  return { plate, ...line };
}

/** `01 02 STA SIGN WW.WWW KG BCC 03 04`; BCC is the XOR from STA to the unit. */
function frameOf(reading: PlateReading): string {
  const state = reading.isOverloaded ? 'F' : reading.isMoving ? 'U' : 'S';
  const sign = reading.grams < 0 ? '-' : ' ';
  const kilograms = (Math.abs(reading.grams) / 1000).toFixed(3).padStart(6, '0').slice(-6);
  const body = `${state}${sign}${kilograms}KG`;
  let bcc = 0;
  for (const character of body) bcc ^= character.charCodeAt(0);
  return `\x01\x02${body}${String.fromCharCode(bcc)}\x03\x04`;
}
