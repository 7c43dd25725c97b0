import type { Migration } from '#main/db/migrations/migration.ts';

/** Orders shipped in part whose rest was cancelled stood among those to pack; the sidebar's counts follow by their trigger. */
export const nothingLeft: Migration = {
  id: 50,
  name: 'nothing-left',
  sql: `
UPDATE orders SET status = 'shipped' WHERE fulfilment = 'partially_shipped' AND status <> 'shipped'
  AND NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = orders.id AND l.quantity - l.cancelled_quantity - l.packed_quantity > 0);
`,
};
