import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { createScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { PlateReading, ScalePlateOptions } from '#main/simulators/devices/scale-plate.ts';
import { showWeight } from '#main/simulators/devices/show-weight.ts';

/**
 * A CAS scale set to "ECR", written from the reference alone (devices.md 9.1): 05 -> 06, then 11 -> the frame. Without the
 * first half of the dialogue it says nothing.
 */
export function createCasScale(options: ScalePlateOptions): EmulatedScale {
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
  const kilograms = showWeight(Math.abs(reading.grams), 'kg', 3).padStart(6, '0').slice(-6);
  const body = `${state}${sign}${kilograms}KG`;
  let bcc = 0;
  for (const character of body) bcc ^= character.charCodeAt(0);
  return `\x01\x02${body}${String.fromCharCode(bcc)}\x03\x04`;
}
