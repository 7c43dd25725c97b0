import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

const OF_SHOP = "state = 'parked' AND topic = 'shop.pull' AND payload_json ->> '$.shopId' = ?";

/**
 * Ends the pulls of a shop that had given up, once another one has read all there is: what they should have brought is here, and
 * nobody has to look at them.
 */
export function endParkedPulls({ db, read, clock }: UseCaseContext, shopId: string): void {
  const parked = read.pluck<[string], number>(`SELECT 1 FROM jobs INDEXED BY jobs_state WHERE ${OF_SHOP}`).get(shopId);
  if (parked === undefined) return;
  db.transaction((tx) => {
    tx.prepare<[number, string]>(
      `UPDATE jobs INDEXED BY jobs_state SET state = 'done', finished_at_ms = ? WHERE ${OF_SHOP}`,
    ).run(clock.nowMs(), shopId);
    tx.changed('jobs');
  });
}
