import { watchedShops } from '#main/usecases/alerts/alert-condition.ts';
import type { AlertCondition, AlertProbe, ProbeContext, WatchedShop } from '#main/usecases/alerts/alert-condition.ts';
import { expectedOrders } from '#main/usecases/alerts/expected-orders.ts';
import { readProblem } from '#main/usecases/read-problem.ts';

interface Streak {
  failures: number;
  failing_since_ms: number | null;
  empties: number;
  empty_from_ms: number | null;
  empty_until_ms: number | null;
  failure_json: string | null;
}

/** A longer silence is judged by its last day: older hours make an expectation no surer. */
const LONGEST_SPAN_MS = 24 * 3_600_000;

/** Two pulls in a row that failed, or that brought nothing although orders were to be expected. */
export const pullProbe: AlertProbe = {
  kinds: ['pull_failed', 'pull_empty'],
  find(context) {
    const streak = context.db.prepare<[string], Streak>(
      `SELECT p.*, c.failure_json FROM pull_streaks p LEFT JOIN sync_cursors c ON c.shop_id = p.shop_id AND c.stream = 'orders' WHERE p.shop_id = ?`,
    );
    return watchedShops(context.db).flatMap((shop) => {
      const row = streak.get(shop.id);
      return row ? [...failing(context, shop, row), ...silent(context, shop, row)] : [];
    });
  },
};

function failing({ rule }: ProbeContext, shop: WatchedShop, row: Streak): AlertCondition[] {
  if (row.failures < (rule('pull_failed').params['pulls'] ?? 2)) return [];
  const problem = readProblem(row.failure_json);
  return [
    {
      kind: 'pull_failed',
      subject: shop.id,
      subjectName: shop.name,
      facts: {
        sinceAtMs: row.failing_since_ms,
        code: problem?.code ?? null,
        vendorCode: problem?.data['vendorCode'] ?? null,
        vendorText: problem?.data['vendorText'] ?? null,
      },
    },
  ];
}

function silent({ db, rule }: ProbeContext, shop: WatchedShop, row: Streak): AlertCondition[] {
  const { pulls = 2, orders = 5, weeks = 4 } = rule('pull_empty').params;
  if (row.empties < pulls || row.empty_from_ms === null || row.empty_until_ms === null) return [];
  const span = { fromMs: Math.max(row.empty_from_ms, row.empty_until_ms - LONGEST_SPAN_MS), toMs: row.empty_until_ms };
  const expected = expectedOrders(db, shop.id, span, weeks);
  if (!expected || expected.orders < orders) return [];
  return [
    {
      kind: 'pull_empty',
      subject: shop.id,
      subjectName: shop.name,
      facts: {
        sinceAtMs: row.empty_from_ms,
        expected: Math.round(expected.orders),
        weeks: expected.weeks,
      },
    },
  ];
}
