import type { Migration } from '#main/db/migrations/migration.ts';

const REJUDGING_TABLES = ['customs_rule_packs', 'customs_rule_confirmations', 'customs_rates', 'customs_words'];

/** Rules, rates and words judge every open case: whoever changes them, all cases are judged anew. */
export const customsRecheck: Migration = {
  id: 151,
  name: 'customs-recheck',
  sql: REJUDGING_TABLES.flatMap((table) =>
    ['INSERT', 'UPDATE', 'DELETE'].map(
      (change) => `
CREATE TRIGGER ${table}_rejudge_${change.toLowerCase()} AFTER ${change} ON ${table} BEGIN
  UPDATE customs_due_all SET after_order_id = '';
  INSERT INTO customs_due_all (only_row, after_order_id) SELECT 1, '' WHERE NOT EXISTS (SELECT 1 FROM customs_due_all);
END;`,
    ),
  ).join('\n'),
};
