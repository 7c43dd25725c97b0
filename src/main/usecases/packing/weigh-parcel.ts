import { expectWeight, judgeExpectedWeight } from '#core/weighing/expected-weight.ts';
import type { ExpectedWeight, WeightCause, WeightTolerance } from '#core/weighing/expected-weight.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { checkBox } from '#main/usecases/packing/check-box.ts';
import { parcelLines, requireParcel } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelLineRow, ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import type { StationScale } from '#main/usecases/packing/station-scale.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** How a parcel's weight is judged at a shop; from the settings. */
export interface WeightPolicy {
  readonly tolerance: WeightTolerance;
  /** Box, filling and tape. */
  readonly packagingG: number;
}

/** What a parcel with these lines should weigh now, or null while a SKU has no weight. */
export function expectedOf(lines: readonly ParcelLineRow[], policy: WeightPolicy): ExpectedWeight | null {
  const goods = lines.map((line) => ({ skuCode: line.sku_code, quantity: line.due, weightG: line.weight_g }));
  const outcome = expectWeight(goods, policy.packagingG, policy.tolerance);
  return outcome.kind === 'known' ? outcome.expected : null;
}

/**
 * Takes the scale's reading for the station's parcel: all items must be in the box, the reading must have passed the gate
 * (stable, new, positive) and lie inside tolerance.
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
  const weight = scale.accept(stationId);
  const refusal = context.db.transaction((tx) =>
    recordWeight(tx, context, act, parcel, policy, {
      grams: weight.grams,
      source: 'scale',
      evidence: { scaleId: weight.scaleId, rawText: weight.rawText, atMs: weight.atMs },
      override: null,
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
    }),
  );
  if (refusal) throw refusal;
}

interface TakenWeight {
  readonly grams: number;
  readonly source: 'scale' | 'manual';
  readonly evidence: object | null;
  readonly override: string | null;
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
  const expected = expectedOf(parcelLines(tx, parcel), policy);
  const verdict = expected ? judgeExpectedWeight(expected, taken.grams) : null;
  const data = {
    grams: taken.grams,
    source: taken.source,
    expectedG: expected?.expectedG ?? null,
    override: taken.override,
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

/** The likeliest mistake as placeholders of the error's texts; `cause: none` when none fits. */
function causeData(cause: WeightCause | undefined): { cause: string; sku: string; count: number } {
  if (!cause) return { cause: 'none', sku: '', count: 0 };
  return cause.kind === 'surplus' || cause.kind === 'missing'
    ? { cause: cause.kind, sku: cause.skuCode, count: cause.quantity }
    : { cause: cause.kind, sku: '', count: 0 };
}
