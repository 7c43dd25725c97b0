import type { ScaleFrame } from '#main/devices/scales/scale-protocol.ts';
import { parseGrams } from '#shared/model/weight.ts';
import type { WeightUnit } from '#shared/model/weight.ts';

/**
 * Why something that came from a scale is no weight. The first five mean that the line is damaged or set up wrongly
 * (see {@link isGarbage}), the others that the scale understood and had no weight to give.
 */
export type ScaleFault =
  | 'bad_frame'
  | 'bad_checksum'
  | 'line_too_long'
  | 'length_changed'
  | 'transmission_error'
  | 'unknown_unit'
  | 'not_a_weighing'
  | 'not_executable'
  | 'in_motion'
  | 'syntax_error'
  | 'logical_error'
  | 'scale_defect'
  /** Switched on with a load, or drifted: must be zeroed before it weighs. */
  | 'needs_zero';

const GARBAGE: ReadonlySet<string> = new Set<ScaleFault>([
  'bad_frame',
  'bad_checksum',
  'line_too_long',
  'length_changed',
  'transmission_error',
]);

/** Whether a frame speaks of a damaged line or wrong serial settings rather than of the scale's own state. */
export function isGarbage(frame: ScaleFrame): boolean {
  return frame.kind === 'fault' && GARBAGE.has(frame.detail);
}

export function faultFrame(detail: ScaleFault, rawText: string): ScaleFrame {
  return { kind: 'fault', detail, rawText };
}

export interface WeightParts {
  /** Sign, blanks and digits as sent: `+00012.34`, `-  1.5`. */
  readonly value: string;
  readonly unit: string;
  readonly stable: boolean | null;
  readonly net: boolean;
  /** The last digit moves in steps of so many; absent: 1. */
  readonly increment?: number;
  readonly rawText: string;
}

const UNITS: Readonly<Record<string, WeightUnit>> = {
  g: 'g',
  kg: 'kg',
  mg: 'mg',
  t: 't',
  lb: 'lb',
  oz: 'oz',
  jin: 'jin',
};

/**
 * Builds a reading out of the frame's own decimals, without float arithmetic. The division is one step of the last digit
 * (at least 1 g, the resolution of this product), because no dialect tells the real verification interval.
 */
export function weightFrame(parts: WeightParts): ScaleFrame {
  const match = /^\s*([+-]?)\s*(\d+(?:\.(\d*))?)\s*$/.exec(parts.value);
  if (!match) return faultFrame('bad_frame', parts.rawText);
  const unit = UNITS[parts.unit.trim().toLowerCase()];
  if (!unit) return faultFrame('unknown_unit', parts.rawText);
  const grams = parseGrams(`${match[1]}${match[2]}`, unit);
  const step = parseGrams(lastDigitStep(match[3] ?? ''), unit);
  if (grams === null || step === null) return faultFrame('bad_frame', parts.rawText);
  return {
    kind: 'weight',
    grams,
    stable: parts.stable,
    net: parts.net,
    divisionG: Math.max(1, step * (parts.increment ?? 1)),
    rawText: parts.rawText,
  };
}

/** `01234` with 3 decimals is `01.234`, `5` is `0.005`; with a negative number of decimals zeros come behind. */
export function withPoint(digits: string, decimals: number): string {
  if (decimals <= 0) return digits + '0'.repeat(-decimals);
  const padded = digits.padStart(decimals + 1, '0');
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}

function lastDigitStep(fraction: string): string {
  return fraction === '' ? '1' : `0.${'0'.repeat(fraction.length - 1)}1`;
}
