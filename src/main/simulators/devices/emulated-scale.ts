import type { ScaleLine } from '#main/simulators/devices/scale-line.ts';
import type { ScalePlate } from '#main/simulators/devices/scale-plate.ts';

/** A scale of any dialect: its end of the cable, and the plate to put something on. */
export interface EmulatedScale extends ScaleLine {
  readonly plate: ScalePlate;
}
