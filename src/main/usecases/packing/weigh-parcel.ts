import { expectWeight, judgeExpectedWeight } from '#core/weighing/expected-weight.ts';
import type {
  ExpectedLine,
  ExpectedWeight,
  WeightCause,
  WeightHints,
  WeightTolerance,
} from '#core/weighing/expected-weight.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { checkBox } from '#main/usecases/packing/check-box.ts';
import { parcelLines, requireParcel } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelLineRow, ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { knownTares, parcelPackaging } from '#main/usecases/weighing/parcel-packaging.ts';
import type { StationScale } from '#main/usecases/packing/station-scale.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ParcelPackaging } from '#shared/contract/packing.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** How a parcel's weight is judged at a shop; from the settings. */
export interface WeightPolicy {
  readonly tolerance: WeightTolerance;
  /** Box, filling and tape, where no packaging is set up or its tare is not known. */
  readonly packagingG: number;
}

/** What a parcel with these lines should weigh now, in such a packaging, or null while a SKU has no weight. */
export function expectedOf(
  lines: readonly ParcelLineRow[],
  packaging: ParcelPackaging | null,
  policy: WeightPolicy,
): ExpectedWeight | null {
  const outcome = expectWeight(lines.map(expectedLine), tareOf(packaging, policy), policy.tolerance);
  return outcome.kind === 'known' ? outcome.expected : null;
}

/** What counts for box, filling and tape. */
export function tareOf(packaging: ParcelPackaging | null, policy: Pick<WeightPolicy, 'packagingG'>): number {
  return packaging?.tareG ?? policy.packagingG;
}

/** What parcels taught is nearer to the truth than what was typed, once enough of them agree. */
function expectedLine(line: ParcelLineRow): ExpectedLine {
  const { sku_code: skuCode, due: quantity } = line;
  return line.learned_mg === null
    ? { skuCode, quantity, weightG: line.weight_g }
    : { skuCode, quantity, weightG: line.learned_mg / 1_000, spreadG: (line.learned_spread_mg ?? 0) / 1_000 };
}

/**
 * Takes the scale's reading for the station's parcel: all items must be in the box, the reading must have passed the gate
 * (stable, new, positive) and lie inside tolerance. Asked again while the same weight still stands there, it changes nothing:
 * two windows of one station each take the weight by themselves.
 * @throws AppError of {@link checkBox}, ERR_SCALE_*, ERR_DEVICE_OFFLINE, ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE
 */
export function weighParcel(
  context: UseCaseContext,
  scale: StationScale,
  act: Act,
  stationId: string,
  policy: WeightPolicy,
): void {
  const parcel = requireParcel(context.read, stationId);
  if (parcel.state !== 'open') return;
  checkBox(context.read, parcel);
  if (parcel.weight_source === 'scale' && parcel.weight_g === scale.live(stationId).grams) return;
  const weight = scale.accept(stationId);
  const refusal = context.db.transaction((tx) =>
    recordWeight(tx, context, act, parcel, policy, {
      grams: weight.grams,
      source: 'scale',
      evidence: { scaleId: weight.scaleId, rawText: weight.rawText, atMs: weight.atMs },
      override: null,
      zeroOffsetG: weight.zeroOffsetG,
    }),
  );
  if (!refusal) return;
  scale.release(stationId);
  throw refusal;
}

/**
 * Enters the weight by hand, marked as such. `override` lets a weight outside tolerance pass with a reason; the caller has
 * checked the right to do so.
 */
export function weighParcelManually(
  context: UseCaseContext,
  act: Act,
  stationId: string,
  policy: WeightPolicy,
  input: { grams: number; override: string | null },
): void {
  const parcel = requireParcel(context.read, stationId);
  if (parcel.state !== 'open') return;
  checkBox(context.read, parcel);
  const refusal = context.db.transaction((tx) =>
    recordWeight(tx, context, act, parcel, policy, {
      grams: input.grams,
      source: 'manual',
      evidence: null,
      override: input.override,
      zeroOffsetG: 0,
    }),
  );
  if (refusal) throw refusal;
}

interface TakenWeight {
  readonly grams: number;
  readonly source: 'scale' | 'manual';
  readonly evidence: object | null;
  readonly override: string | null;
  /** What the empty scale showed before; 0 = zero, or not known. */
  readonly zeroOffsetG: number;
}

/** A refused weight is written to the timeline too; it just does not become the parcel's weight. @returns the refusal */
function recordWeight(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  parcel: ParcelRow,
  policy: WeightPolicy,
  taken: TakenWeight,
): AppError | null {
  const atMs = context.clock.nowMs();
  const packaging = parcelPackaging(tx, parcel.id);
  const expected = expectedOf(parcelLines(tx, parcel), packaging, policy);
  const verdict = expected ? judgeExpectedWeight(expected, taken.grams, hintsFor(tx, packaging, taken)) : null;
  const data = {
    grams: taken.grams,
    source: taken.source,
    expectedG: expected?.expectedG ?? null,
    override: taken.override,
    packaging: packaging?.code ?? null,
  };
  if (expected && verdict && !verdict.ok && taken.override === null) {
    recordEvent(tx, {
      orderId: parcel.order_id,
      atMs,
      type: 'packing.weight_refused',
      act,
      rule: 'weight_tolerance',
      data,
    });
    return new AppError('ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE', {
      grams: taken.grams,
      expectedG: expected.expectedG,
      toleranceG: expected.toleranceG,
      ...causeData(verdict.causes[0]),
    });
  }
  tx.prepare<[number, string, number | null, string | null, string | null, string]>(
    'UPDATE shipments SET weight_g = ?, weight_source = ?, expected_g = ?, weight_json = ?, override_json = ?, version = version + 1 WHERE id = ?',
  ).run(
    taken.grams,
    taken.source,
    expected?.expectedG ?? null,
    taken.evidence ? JSON.stringify(taken.evidence) : null,
    taken.override === null ? null : JSON.stringify({ reason: taken.override, by: act.actor.name }),
    parcel.id,
  );
  recordEvent(tx, { orderId: parcel.order_id, atMs, type: 'packing.weighed', act, rule: null, data });
  tx.changed('packing');
  return null;
}

function hintsFor(tx: WriteTx, packaging: ParcelPackaging | null, { zeroOffsetG }: TakenWeight): WeightHints {
  return { zeroOffsetG, otherPackagings: knownTares(tx).filter(({ id }) => id !== packaging?.id) };
}

/** The likeliest mistake as placeholders of the error's texts; `cause: none` when none fits. */
function causeData(cause: WeightCause | undefined): { cause: string; sku: string; count: number } {
  if (!cause) return { cause: 'none', sku: '', count: 0 };
  if (cause.kind === 'surplus' || cause.kind === 'missing')
    return { cause: cause.kind, sku: cause.skuCode, count: cause.quantity };
  return { cause: cause.kind, sku: cause.kind === 'packaging_other' ? cause.packagingCode : '', count: 0 };
}
