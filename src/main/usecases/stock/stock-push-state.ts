import type { z } from 'zod';
import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import { STOCK_PUSH_TOPIC, makeAllDue, makeRefusedDue, wakePush } from '#main/usecases/stock/stock-push-due.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { StockPushState } from '#shared/contract/stock-push.ts';
import { AppError } from '#shared/errors/app-error.ts';

const REFUSED_SHOWN = 200;

interface Counts {
  waiting: number;
  pushed: number;
  refused: number;
  last_at_ms: number | null;
  error_json: string | null;
}

interface RefusedRow {
  sku_id: string;
  code: string;
  title: string;
  problem_json: string;
  tried_at_ms: number;
}

/** What a shop was told, what it still waits for, and what it refused. @throws AppError ERR_CHANNEL_SHOP_UNKNOWN */
export function readStockPush(db: ReadDb, shopId: string): z.infer<typeof StockPushState> {
  const counts = db
    .prepare<[string], Counts>(
      `SELECT (SELECT COUNT(*) FROM stock_push_due d WHERE d.shop_id = s.id) AS waiting, COUNT(p.pushed_at_ms) AS pushed,
         COUNT(p.problem_json) AS refused, MAX(p.pushed_at_ms) AS last_at_ms,
         (SELECT j.last_error_json FROM jobs j WHERE j.topic = '${STOCK_PUSH_TOPIC}' AND j.state IN ('parked', 'waiting') AND j.shop_id = s.id LIMIT 1) AS error_json
       FROM shops s LEFT JOIN stock_pushes p ON p.shop_id = s.id WHERE s.id = ? GROUP BY s.id`,
    )
    .get(shopId);
  if (!counts) throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId });
  const refused = db
    .prepare<[string, number], RefusedRow>(
      `SELECT p.sku_id, k.code, k.title, p.problem_json, p.tried_at_ms FROM stock_pushes p JOIN skus k ON k.id = p.sku_id
       WHERE p.shop_id = ? AND p.problem_json IS NOT NULL ORDER BY k.code LIMIT ?`,
    )
    .all(shopId, REFUSED_SHOWN);
  return {
    problem: readProblem(counts.error_json),
    waiting: counts.waiting,
    pushed: counts.pushed,
    lastPushedAtMs: counts.last_at_ms,
    refusedCount: counts.refused,
    refused: refused.map((row) => ({
      skuId: row.sku_id,
      skuCode: row.code,
      title: row.title,
      problem: readProblem(row.problem_json) ?? { code: 'ERR_HOST_INTERNAL', data: {} },
      atMs: row.tried_at_ms,
    })),
  };
}

/** Makes all SKUs of a shop due once more, or those that it refused. @throws AppError ERR_CHANNEL_SHOP_UNKNOWN, ERR_CHANNEL_STOCK_UNSUPPORTED */
export function sendStockAgain(
  context: UseCaseContext,
  act: Act,
  { id, refusedOnly }: { readonly id: string; readonly refusedOnly: boolean },
): z.infer<typeof StockPushState> {
  context.db.transaction((tx) => {
    const shop = tx
      .prepare<[string], { name: string; pushes_stock: number }>('SELECT name, pushes_stock FROM shops WHERE id = ?')
      .get(id);
    if (!shop) throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId: id });
    if (shop.pushes_stock === 0) throw new AppError('ERR_CHANNEL_STOCK_UNSUPPORTED', { shop: shop.name });
    const due = refusedOnly ? makeRefusedDue(tx, id) : makeAllDue(tx, id);
    const atMs = context.clock.nowMs();
    wakePush(tx, id, atMs);
    recordAudit(tx, { atMs, act, what: 'shop.stock_again', target: id, data: { name: shop.name, due } });
    tx.changed('stock');
  });
  return readStockPush(context.read, id);
}
