import type { StatusAxes } from '#core/orders/display-status.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { Findings } from '#main/usecases/verify/verify-check.ts';
import type { VerifyProblem } from '#shared/contract/system.ts';
import type { DisplayStatus } from '#shared/model/order.ts';

/** The rule that the stored status must follow; core/orders/display-status.ts in the product. */
export type DeriveStatus = (order: StatusAxes) => DisplayStatus;

interface StatusRow extends Omit<StatusAxes, 'nothingLeft'> {
  readonly order: string;
  readonly status: string;
  readonly holds: number;
  readonly unitsLeft: number;
}

/** The stored status, which lists filter by, against the one derived from the three axes, the holds that stand and the units that are left. */
export function checkDisplayStatus(db: ReadDb, deriveStatus: DeriveStatus): Findings {
  const rows = db.prepare<[], StatusRow>(
    `SELECT display_number AS "order", status, payment, fulfilment, after_sales AS afterSales, hold_count AS holdCount,
       (SELECT count(*) FROM order_holds WHERE order_id = orders.id) AS holds,
       fulfilment = 'partially_shipped' AND EXISTS (SELECT 1 FROM order_lines WHERE order_id = orders.id AND quantity - cancelled_quantity - packed_quantity > 0) AS unitsLeft FROM orders`,
  );
  const problems: VerifyProblem[] = [];
  let checked = 0;
  for (const row of rows.iterate()) {
    checked += 1;
    if (row.holds !== row.holdCount)
      problems.push({ code: 'holds_differ', data: { order: row.order, holds: row.holds, counted: row.holdCount } });
    const derived = deriveStatus({ ...row, holdCount: row.holds, nothingLeft: row.unitsLeft === 0 });
    if (derived !== row.status)
      problems.push({ code: 'status_differs', data: { order: row.order, status: row.status, shouldBe: derived } });
  }
  return { checked, problems };
}
