import type { ReadDb } from '#main/db/handles.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { CustomsBoard } from '#shared/contract/customs-board.ts';

/** Reasons and cells of the heat map; more are noise on a screen, and all are in the export of the outcomes. */
const SHOWN_REASONS = 20;
const SHOWN_CELLS = 400;

/** Figures of a period: outcomes by the time of customs' answer, orders by the time when they were placed. */
export function readBoard(db: ReadDb, fromMs: number, toMs: number): CustomsBoard {
  const period: [number, number] = [fromMs, toMs];
  return {
    goalPerMille: readSetting(db, 'customsGoalPerMille'),
    ...readOutcomes(db, period),
    desk: db
      .prepare<[number, number], CustomsBoard['desk'][number]>(
        `SELECT c.territory, COUNT(*) AS orders, SUM(c.first_blocked_at_ms IS NULL) AS atOnce, SUM(c.state = 'blocked') AS blocked,
           SUM(c.state = 'overridden') AS overridden
         FROM customs_cases c JOIN orders o ON o.id = c.order_id WHERE o.placed_at_ms BETWEEN ? AND ? AND c.state <> 'not_needed'
         GROUP BY c.territory ORDER BY orders DESC, c.territory`,
      )
      .all(...period),
    heat: db
      .prepare<[number, number, number], CustomsBoard['heat'][number]>(
        `SELECT c.territory, f.field, COUNT(DISTINCT f.order_id) AS orders FROM customs_findings f JOIN customs_cases c ON c.order_id = f.order_id
         JOIN orders o ON o.id = c.order_id WHERE o.placed_at_ms BETWEEN ? AND ? AND f.severity = 'block'
         GROUP BY c.territory, f.field ORDER BY orders DESC, c.territory, f.field LIMIT ?`,
      )
      .all(...period, SHOWN_CELLS),
  };
}

/** A parcel counts once, with the last thing that customs said of it. */
const LAST_OUTCOMES = `(SELECT x.*, ROW_NUMBER() OVER (PARTITION BY x.order_id, x.shipment_id ORDER BY x.at_ms DESC, x.recorded_at_ms DESC) AS place
  FROM customs_outcomes x WHERE x.removed_at_ms IS NULL AND x.at_ms BETWEEN ? AND ?)`;

function readOutcomes(db: ReadDb, period: [number, number]): Pick<CustomsBoard, 'clearance' | 'reasons' | 'costs'> {
  return {
    clearance: db
      .prepare<[number, number], CustomsBoard['clearance'][number]>(
        `SELECT territory, SUM(result = 'cleared') AS cleared, SUM(result = 'refused') AS refused, SUM(result = 'held') AS held,
           SUM(result = 'returned') AS returned FROM ${LAST_OUTCOMES} WHERE place = 1 GROUP BY territory ORDER BY COUNT(*) DESC, territory`,
      )
      .all(...period),
    reasons: db
      .prepare<[number, number, number], CustomsBoard['reasons'][number]>(
        `SELECT COALESCE(NULLIF(reason_code, ''), NULLIF(reason_text, ''), '—') AS reason, result, COUNT(*) AS parcels FROM ${LAST_OUTCOMES}
         WHERE place = 1 AND result <> 'cleared' GROUP BY reason, result ORDER BY parcels DESC, reason LIMIT ?`,
      )
      .all(...period, SHOWN_REASONS),
    costs: db
      .prepare<[number, number], CustomsBoard['costs'][number]>(
        `SELECT cost_currency AS currency, SUM(cost_minor) AS minor FROM ${LAST_OUTCOMES} WHERE cost_minor IS NOT NULL AND cost_currency <> ''
         GROUP BY cost_currency ORDER BY minor DESC`,
      )
      .all(...period),
  };
}
