import type { Services } from '#main/app/services.ts';
import type { LocalBooks, LocalOrder } from '#tests/faults/soak/soak-messages.ts';

/** Everything that the backend believes, and its own examination of itself. */
export async function readLocalBooks(services: Services): Promise<LocalBooks> {
  const { read } = services.context;
  const orders = read
    .prepare<[], LocalOrder>(
      `SELECT s.channel_id AS channelId, o.external_number AS number, o.payment, o.fulfilment, o.after_sales AS afterSales, o.status, o.total_minor AS totalMinor, o.currency,
         (SELECT COALESCE(SUM(l.reserved_quantity), 0) FROM order_lines l WHERE l.order_id = o.id) AS reserved,
         (SELECT COALESCE(SUM(l.quantity - l.cancelled_quantity), 0) FROM order_lines l WHERE l.order_id = o.id) AS due,
         (SELECT COALESCE(GROUP_CONCAT(h.kind || ':' || h.reason_code), '') FROM order_holds h WHERE h.order_id = o.id) AS holds
       FROM orders o JOIN shops s ON s.id = o.shop_id`,
    )
    .all();
  const count = (sql: string) =>
    Object.fromEntries(
      read
        .prepare<[], { name: string; n: number }>(sql)
        .all()
        .map(({ name, n }) => [name, n]),
    );
  const number = (sql: string) => read.pluck<[], number>(sql).get() ?? 0;
  const deliveries: Record<string, string[]> = {};
  for (const row of read
    .prepare<[], { channelId: string; id: string }>(
      'SELECT s.channel_id AS channelId, m.delivery_id AS id FROM raw_messages m JOIN shops s ON s.id = m.shop_id WHERE m.delivery_id IS NOT NULL',
    )
    .all())
    (deliveries[row.channelId] ??= []).push(row.id);
  const report = await services.verify();
  return {
    orders,
    messages: count(
      "SELECT state || COALESCE(' ' || park_code, '') AS name, COUNT(*) AS n FROM raw_messages GROUP BY state, park_code",
    ),
    parkedWithoutReason: number("SELECT COUNT(*) FROM raw_messages WHERE state = 'parked' AND park_code IS NULL"),
    deliveries,
    pushesTaken: count(
      "SELECT s.channel_id AS name, SUM(m.seen_count) AS n FROM raw_messages m JOIN shops s ON s.id = m.shop_id WHERE m.source = 'push' GROUP BY 1",
    ),
    openFetches: number(
      "SELECT COUNT(*) FROM jobs WHERE topic = 'shop.fetch-order' AND state IN ('waiting', 'leased')",
    ),
    parkedJobs: count(
      "SELECT topic || ' ' || COALESCE(json_extract(last_error_json, '$.code'), '') AS name, COUNT(*) AS n FROM jobs WHERE state = 'parked' GROUP BY 1",
    ),
    oversold: read
      .pluck<[], string>(
        'SELECT k.code FROM stock_levels l JOIN skus k ON k.id = l.sku_id WHERE l.reserved > l.on_hand',
      )
      .all(),
    problems: report.checks.flatMap((check) =>
      check.problems.map((problem) => `${check.name}: ${JSON.stringify(problem)}`),
    ),
    shops: Object.fromEntries(
      read
        .prepare<[], { channel_id: string; failure_json: string | null }>(
          "SELECT s.channel_id, c.failure_json FROM shops s LEFT JOIN sync_cursors c ON c.shop_id = s.id AND c.stream = 'orders'",
        )
        .all()
        .map((row) => [row.channel_id, row.failure_json]),
    ),
  };
}
