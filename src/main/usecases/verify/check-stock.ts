import type { ReadDb } from '#main/db/handles.ts';
import type { Findings } from '#main/usecases/verify/verify-check.ts';
import type { VerifyProblem } from '#shared/contract/system.ts';

interface LevelDifference {
  readonly warehouse: string;
  readonly sku: string;
  readonly lot: string;
  readonly ledger_on_hand: number;
  readonly ledger_reserved: number;
  readonly on_hand: number;
  readonly reserved: number;
}

/** Levels rebuilt from the ledger against levels stored; a missing level counts as zero. */
const DIFFERENCES = `
  WITH rebuilt AS (
    SELECT warehouse_id, sku_id, lot, sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved
    FROM stock_movements GROUP BY warehouse_id, sku_id, lot
  )
  SELECT coalesce((SELECT name FROM warehouses WHERE id = coalesce(r.warehouse_id, l.warehouse_id)), r.warehouse_id, l.warehouse_id) AS warehouse,
         coalesce((SELECT code FROM skus WHERE id = coalesce(r.sku_id, l.sku_id)), r.sku_id, l.sku_id) AS sku, coalesce(r.lot, l.lot) AS lot,
         coalesce(r.on_hand, 0) AS ledger_on_hand, coalesce(r.reserved, 0) AS ledger_reserved,
         coalesce(l.on_hand, 0) AS on_hand, coalesce(l.reserved, 0) AS reserved
  FROM rebuilt r FULL OUTER JOIN stock_levels l ON l.warehouse_id = r.warehouse_id AND l.sku_id = r.sku_id AND l.lot = r.lot
  WHERE coalesce(r.on_hand, 0) <> coalesce(l.on_hand, 0) OR coalesce(r.reserved, 0) <> coalesce(l.reserved, 0)`;

/** Movements that are not linked to the one before them: the screen would show a ledger with a gap. */
const UNLINKED = `
  WITH linked AS (
    SELECT seq, prev_seq, lag(seq) OVER (PARTITION BY warehouse_id, sku_id, lot ORDER BY seq) AS before_seq FROM stock_movements
  )
  SELECT seq FROM linked WHERE prev_seq IS NOT before_seq
  UNION ALL
  SELECT m.seq FROM (SELECT warehouse_id, sku_id, lot, MAX(seq) AS seq FROM stock_movements GROUP BY warehouse_id, sku_id, lot) m
  JOIN stock_levels l USING (warehouse_id, sku_id, lot) WHERE l.last_seq IS NOT m.seq`;

export function checkStock(db: ReadDb): Findings {
  const checked = db.pluck<[], number>('SELECT count(*) FROM stock_movements').get() ?? 0;
  const unlinked = db.pluck<[], number>(UNLINKED).all();
  const problems: VerifyProblem[] = [
    ...db.prepare<[], LevelDifference>(DIFFERENCES).all().map(describe),
    ...unlinked.map((movement): VerifyProblem => ({ code: 'movement_unlinked', data: { movement } })),
  ];
  return { checked, problems };
}

function describe(row: LevelDifference): VerifyProblem {
  return {
    code: 'level_differs',
    data: {
      sku: row.lot === '' ? row.sku : `${row.sku} / ${row.lot}`,
      warehouse: row.warehouse,
      ledgerOnHand: row.ledger_on_hand,
      ledgerReserved: row.ledger_reserved,
      onHand: row.on_hand,
      reserved: row.reserved,
    },
  };
}
