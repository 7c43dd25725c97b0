import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

const KEPT_MS = 180 * 86_400_000;

/** Forgets alerts that were over half a year ago, with what was told of them. */
export function pruneAlerts(context: UseCaseContext): void {
  const beforeMs = context.clock.nowMs() - KEPT_MS;
  context.db.transaction((tx) => {
    tx.prepare<[number]>(
      "DELETE FROM alert_notices WHERE alert_id IN (SELECT id FROM alerts WHERE state = 'resolved' AND resolved_at_ms < ?)",
    ).run(beforeMs);
    tx.prepare<[number]>("DELETE FROM alerts WHERE state = 'resolved' AND resolved_at_ms < ?").run(beforeMs);
    tx.prepare<[number]>("DELETE FROM alert_messages WHERE state <> 'waiting' AND created_at_ms < ?").run(beforeMs);
  });
}
