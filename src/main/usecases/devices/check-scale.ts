import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ScaleCheck } from '#shared/contract/scale-setup.ts';

export interface ScaleCheckInput {
  readonly deviceId: string;
  readonly certifiedG: number;
  readonly toleranceG: number;
  /** Which weight it was, as engraved: `F1 no. 4711, 5 kg`. */
  readonly weightName: string;
}

interface CheckRow {
  id: string;
  certified_g: number;
  shown_g: number;
  tolerance_g: number;
  weight_name: string;
  operator_name: string;
  at_ms: number;
}

/** Writes into the calibration book what the scale shows under a known weight, also when it fails: a failed check is worth most. */
export function recordScaleCheck(
  context: UseCaseContext,
  act: Act,
  input: ScaleCheckInput,
  reading: { readonly grams: number; readonly rawText: string },
): ScaleCheck {
  const id = context.ids.next();
  const atMs = context.clock.nowMs();
  return context.db.transaction((tx) => {
    tx.prepare<(string | number)[]>(
      'INSERT INTO scale_checks (id, device_id, certified_g, shown_g, tolerance_g, weight_name, raw_text, operator_id, operator_name, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(
      id,
      input.deviceId,
      input.certifiedG,
      reading.grams,
      input.toleranceG,
      input.weightName,
      reading.rawText,
      act.actor.id,
      act.actor.name,
      atMs,
    );
    const check = toCheck({
      id,
      certified_g: input.certifiedG,
      shown_g: reading.grams,
      tolerance_g: input.toleranceG,
      weight_name: input.weightName,
      operator_name: act.actor.name,
      at_ms: atMs,
    });
    recordAudit(tx, {
      atMs,
      act,
      what: 'scale.check',
      target: input.deviceId,
      data: { certifiedG: check.certifiedG, shownG: check.shownG, hasPassed: check.hasPassed },
    });
    tx.changed('devices');
    return check;
  });
}

const SHOWN = 100;

/** A scale's page of the calibration book, newest first. */
export function listScaleChecks(db: ReadDb, deviceId: string): ScaleCheck[] {
  return db
    .prepare<[string, number], CheckRow>(
      'SELECT id, certified_g, shown_g, tolerance_g, weight_name, operator_name, at_ms FROM scale_checks WHERE device_id = ? ORDER BY at_ms DESC, id DESC LIMIT ?',
    )
    .all(deviceId, SHOWN)
    .map(toCheck);
}

function toCheck(row: CheckRow): ScaleCheck {
  return {
    id: row.id,
    certifiedG: row.certified_g,
    shownG: row.shown_g,
    toleranceG: row.tolerance_g,
    weightName: row.weight_name,
    operatorName: row.operator_name,
    hasPassed: Math.abs(row.shown_g - row.certified_g) <= row.tolerance_g,
    atMs: row.at_ms,
  };
}
