import type { LiveWeight } from '#shared/contract/packing.ts';

/** A weight that passed the gate: stable, new since the last parcel, inside the scale's limits. */
export interface AcceptedWeight {
  readonly grams: number;
  readonly scaleId: string;
  /** The scale's own frame, kept unaltered for weights and measures. */
  readonly rawText: string;
  readonly atMs: number;
  /** What the empty scale showed before; 0 = zero, or not known. */
  readonly zeroOffsetG: number;
}

/** The scale of a packing station as the use cases see it (app/station-scales.ts in the product). */
export interface StationScale {
  live(stationId: string): LiveWeight;
  /** Takes the present reading for a parcel; the same reading is never given out twice. @throws AppError ERR_SCALE_*, ERR_DEVICE_OFFLINE, ERR_DEVICE_PORT_* */
  accept(stationId: string): AcceptedWeight;
  /** Gives an accepted reading back, because the same parcel was refused and is weighed again after its box was put right. */
  release(stationId: string): void;
}
