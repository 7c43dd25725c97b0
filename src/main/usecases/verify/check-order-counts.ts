import type { ReadDb } from '#main/db/handles.ts';
import type { Findings } from '#main/usecases/verify/verify-check.ts';
import type { VerifyProblem } from '#shared/contract/system.ts';

interface CountDifference {
  readonly shop: string;
  readonly status: string;
  readonly stored: number;
  readonly counted: number;
}

/** The counts that the sidebar shows against the orders themselves; a missing count is zero. */
const DIFFERENCES = `
  WITH counted AS (SELECT shop_id, status, count(*) AS n FROM orders GROUP BY shop_id, status)
  SELECT coalesce((SELECT name FROM shops WHERE id = coalesce(c.shop_id, s.shop_id)), c.shop_id, s.shop_id) AS shop, coalesce(c.status, s.status) AS status, coalesce(s.n, 0) AS stored, coalesce(c.n, 0) AS counted
  FROM counted c FULL OUTER JOIN order_counts s ON s.shop_id = c.shop_id AND s.status = c.status
  WHERE coalesce(c.n, 0) <> coalesce(s.n, 0)`;

export function checkOrderCounts(db: ReadDb): Findings {
  const checked = db.pluck<[], number>('SELECT count(*) FROM order_counts').get() ?? 0;
  const problems = db
    .prepare<[], CountDifference>(DIFFERENCES)
    .all()
    .map((row): VerifyProblem => ({ code: 'counts_differ', data: { ...row } }));
  return { checked, problems };
}
