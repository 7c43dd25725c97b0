export interface ExpectedLine {
  readonly skuCode: string;
  readonly quantity: number;
  /** Of one unit; null = never weighed and not in the product data. A learned one may be a fraction of a gram. */
  readonly weightG: number | null;
  /** Standard deviation of one unit, when its weight was learned; absent: from the product data. */
  readonly spreadG?: number | undefined;
}

export interface WeightTolerance {
  /** Share of the expected weight, in thousandths: 30 = 3 %. */
  readonly perMille: number;
  /** Below this a share is finer than packaging varies. */
  readonly minimumG: number;
}

export interface ExpectedWeight {
  readonly expectedG: number;
  readonly toleranceG: number;
  readonly packagingG: number;
  readonly lines: readonly ExpectedLine[];
}

export type ExpectedWeightOutcome =
  | { readonly kind: 'known'; readonly expected: ExpectedWeight }
  /** Nothing can be checked; the SKUs whose weight should be entered. */
  | { readonly kind: 'unknown'; readonly skuCodes: readonly string[] };

/** Good parcels lie within so many standard deviations, all but one in four hundred. */
const TOLERANCE_SIGMAS = 3;

/**
 * What the parcel should weigh: the units in the box plus the packaging, in grams, and how far off it may be. Where all weights
 * were learned, their spread makes the tolerance finer than the share; never finer than the minimum, which the packaging needs.
 */
export function expectWeight(
  lines: readonly ExpectedLine[],
  packagingG: number,
  tolerance: WeightTolerance,
): ExpectedWeightOutcome {
  const packed = lines.filter((line) => line.quantity > 0);
  const unknown = packed.filter((line) => line.weightG === null);
  if (unknown.length > 0) return { kind: 'unknown', skuCodes: [...new Set(unknown.map((line) => line.skuCode))] };
  const goodsG = packed.reduce((sum, line) => sum + line.quantity * (line.weightG ?? 0), 0);
  const expectedG = Math.round(goodsG) + packagingG;
  const shareG = Math.round((expectedG * tolerance.perMille) / 1_000);
  const toleranceG = Math.max(tolerance.minimumG, Math.min(shareG, spreadOf(packed) ?? shareG));
  return { kind: 'known', expected: { expectedG, toleranceG, packagingG, lines: packed } };
}

/** Null while a weight was not learned. */
function spreadOf(lines: readonly ExpectedLine[]): number | null {
  let variance = 0;
  for (const { quantity, spreadG } of lines) {
    if (spreadG === undefined) return null;
    variance += quantity * spreadG ** 2;
  }
  return Math.ceil(TOLERANCE_SIGMAS * Math.sqrt(variance));
}

/** A mistake that would explain the difference. `quantity` counts the units too many or too few. */
export type WeightCause =
  | { readonly kind: 'surplus' | 'missing'; readonly skuCode: string; readonly quantity: number }
  | { readonly kind: 'packaging_missing' | 'packaging_doubled' | 'scale_offset' }
  /** It weighs as if it were packed in this one. */
  | { readonly kind: 'packaging_other'; readonly packagingCode: string };

/** What is known besides the goods that could explain a difference. */
export interface WeightHints {
  readonly otherPackagings: readonly { readonly code: string; readonly tareG: number }[];
  /** What the empty scale showed last; 0 = zero, or not known. */
  readonly zeroOffsetG: number;
}

const NO_HINTS: WeightHints = { otherPackagings: [], zeroOffsetG: 0 };

export type ExpectedWeightVerdict =
  | { readonly ok: true; readonly differenceG: number }
  /** `causes`: the likeliest first; more than one when the scale cannot tell them apart; empty when none fits. */
  | { readonly ok: false; readonly differenceG: number; readonly causes: readonly WeightCause[] };

/** More surplus units than this are no slip of the hand; another order lies on the plate. */
const MAX_SURPLUS = 5;

/** Compares a weighed parcel with what it should weigh, and names the likely mistake: "about one SKU-12 too many". */
export function judgeExpectedWeight(
  expected: ExpectedWeight,
  actualG: number,
  hints: WeightHints = NO_HINTS,
): ExpectedWeightVerdict {
  const differenceG = actualG - expected.expectedG;
  if (Math.abs(differenceG) <= expected.toleranceG) return { ok: true, differenceG };
  return { ok: false, differenceG, causes: likelyCauses(expected, differenceG, hints) };
}

function likelyCauses(expected: ExpectedWeight, differenceG: number, hints: WeightHints): WeightCause[] {
  const candidates = [
    ...offsetCauses(expected, differenceG, hints),
    ...unitCauses(expected, differenceG),
    ...packagingCauses(expected, differenceG),
    ...otherPackagingCauses(expected, differenceG, hints),
  ];
  return candidates
    .filter(({ offG }) => offG <= expected.toleranceG)
    .toSorted((a, b) => a.units - b.units || a.offG - b.offG)
    .map(({ cause }) => cause);
}

interface Candidate {
  readonly cause: WeightCause;
  /** How many units one must have got wrong; fewer is likelier. */
  readonly units: number;
  /** What the cause leaves unexplained. */
  readonly offG: number;
}

function unitCauses(expected: ExpectedWeight, differenceG: number): Candidate[] {
  return mergeLines(expected.lines).flatMap(({ skuCode, quantity, weightG }): Candidate[] => {
    if (weightG <= 0) return [];
    const units = Math.max(1, Math.round(Math.abs(differenceG) / weightG));
    const offG = Math.abs(Math.abs(differenceG) - units * weightG);
    // A unit lighter than the tolerance explains any difference, and so none.
    if (weightG <= expected.toleranceG) return [];
    if (differenceG > 0)
      return units <= MAX_SURPLUS ? [{ cause: { kind: 'surplus', skuCode, quantity: units }, units, offG }] : [];
    return units <= quantity ? [{ cause: { kind: 'missing', skuCode, quantity: units }, units, offG }] : [];
  });
}

function packagingCauses({ packagingG }: ExpectedWeight, differenceG: number): Candidate[] {
  if (packagingG <= 0) return [];
  const kind = differenceG > 0 ? 'packaging_doubled' : 'packaging_missing';
  return [{ cause: { kind }, units: 1, offG: Math.abs(Math.abs(differenceG) - packagingG) }];
}

function otherPackagingCauses(expected: ExpectedWeight, differenceG: number, hints: WeightHints): Candidate[] {
  return hints.otherPackagings.flatMap(({ code, tareG }): Candidate[] => {
    const changeG = tareG - expected.packagingG;
    // A box lighter or heavier by less than the tolerance explains any difference, and so none.
    if (Math.abs(changeG) <= expected.toleranceG) return [];
    const cause = { kind: 'packaging_other', packagingCode: code } as const;
    return [{ cause, units: 1, offG: Math.abs(differenceG - changeG) }];
  });
}

/** A scale that stands beside zero is wrong by so much at every parcel: no item needs to be wrong. */
function offsetCauses({ toleranceG }: ExpectedWeight, differenceG: number, { zeroOffsetG }: WeightHints): Candidate[] {
  if (Math.abs(zeroOffsetG) * 2 <= toleranceG) return [];
  return [{ cause: { kind: 'scale_offset' }, units: 0, offG: Math.abs(differenceG - zeroOffsetG) }];
}

/** The same SKU can stand on several lines of an order. */
function mergeLines(lines: readonly ExpectedLine[]): { skuCode: string; quantity: number; weightG: number }[] {
  const merged = new Map<string, { skuCode: string; quantity: number; weightG: number }>();
  for (const { skuCode, quantity, weightG } of lines) {
    const before = merged.get(skuCode)?.quantity ?? 0;
    merged.set(skuCode, { skuCode, quantity: before + quantity, weightG: weightG ?? 0 });
  }
  return [...merged.values()];
}
