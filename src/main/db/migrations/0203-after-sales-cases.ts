import type { Migration } from '#main/db/migrations/migration.ts';

/** Refunds, returns and exchanges as their platforms tell of them. */
export const afterSalesCases: Migration = {
  id: 203,
  name: 'after-sales-cases',
  sql: `
-- Found by the order's number: a case may come before its order.
CREATE TABLE after_sales_cases (
  shop_id TEXT NOT NULL REFERENCES shops(id), refund_number TEXT NOT NULL, external_number TEXT NOT NULL, platform_version_ms INTEGER NOT NULL,
  platform_status TEXT NOT NULL, state TEXT NOT NULL, kind TEXT NOT NULL, amount_minor INTEGER NOT NULL, currency TEXT NOT NULL, reason TEXT NOT NULL,
  requested_at_ms INTEGER, lines_json TEXT NOT NULL, return_tracking_number TEXT NOT NULL, updated_at_ms INTEGER NOT NULL, PRIMARY KEY (shop_id, refund_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX after_sales_cases_order ON after_sales_cases (shop_id, external_number);
`,
};
