import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { SerialLine } from '#shared/contract/serial-line.ts';

/** One thing that a scale said, as the setup shows it. */
export const ScaleReading = z.object({
  kind: z.enum(['weight', 'overload', 'underload', 'fault']),
  grams: z.int().nullable(),
  stable: z.boolean().nullable(),
  detail: z.string(),
  rawText: z.string(),
});
export type ScaleReading = z.infer<typeof ScaleReading>;

/** What came in a moment of listening: all bytes, and what the chosen dialect reads in them. */
export const ScaleListening = z.object({ hex: z.string(), readings: z.array(ScaleReading) });
export type ScaleListening = z.infer<typeof ScaleListening>;

/** The search for a scale's settings, one per workstation. */
export const ScaleDetection = z.object({
  isRunning: z.boolean(),
  step: z.int(),
  steps: z.int(),
  /** `9600 8N1`; empty for scales on the network. */
  trying: z.string(),
  /** More than one when the wire does not tell them apart. */
  found: z.array(
    z.object({
      protocolId: z.string(),
      label: z.string(),
      settings: SerialLine.nullable(),
      reading: ScaleReading,
    }),
  ),
  problem: Problem.nullable(),
});
export type ScaleDetection = z.infer<typeof ScaleDetection>;

/** One line of the calibration book: what a scale showed under a known weight. */
export const ScaleCheck = z.object({
  id: z.string(),
  certifiedG: z.int(),
  shownG: z.int(),
  toleranceG: z.int(),
  weightName: z.string(),
  operatorName: z.string(),
  hasPassed: z.boolean(),
  atMs: z.int(),
});
export type ScaleCheck = z.infer<typeof ScaleCheck>;
