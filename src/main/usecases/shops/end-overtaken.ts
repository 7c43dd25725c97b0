import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/**
 * Ends the parking of messages about an order that a message which came later has brought up to date: what they say is over, and
 * nobody has to look at them. Each message of a channel holds all of its order.
 */
export function endOvertaken({ db, read }: UseCaseContext, shopId: string): void {
  const overtaken = read
    .pluck<[string], string>(
      `SELECT m.id FROM raw_messages m WHERE m.shop_id = ? AND m.state = 'parked' AND m.topic = 'order' AND EXISTS (
         SELECT 1 FROM raw_messages later WHERE later.shop_id = m.shop_id AND later.external_number = m.external_number
         AND later.topic = 'order' AND later.source <> 'import' AND later.state IN ('applied', 'unchanged') AND later.last_seen_at_ms > m.last_seen_at_ms)`,
    )
    .all(shopId);
  if (overtaken.length === 0) return;
  db.transaction((tx) => {
    const end = tx.prepare<[string]>(
      "UPDATE raw_messages SET state = 'stale', park_code = NULL, park_json = NULL WHERE id = ? AND state = 'parked'",
    );
    for (const id of overtaken) end.run(id);
    tx.changed('shops');
  });
}
