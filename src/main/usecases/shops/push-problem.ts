import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';

/**
 * Why pushes do not come in, shown on the shop until they do again: usually a secret was changed on one side alone. The same
 * problem is written once, because anybody can send a delivery that is refused.
 */
export function showPushProblem(context: UseCaseContext, shopId: string, problem: Problem): void {
  const failure = JSON.stringify(problem);
  if (standing(context, shopId) === failure) return;
  context.db.transaction((tx) => {
    tx.prepare<[string, number, string]>(
      `INSERT INTO sync_cursors (shop_id, stream, watermark_ms, last_failure_at_ms, failure_json) VALUES (?, 'push', 0, ?, ?)
       ON CONFLICT (shop_id, stream) DO UPDATE SET last_failure_at_ms = excluded.last_failure_at_ms, failure_json = excluded.failure_json`,
    ).run(shopId, context.clock.nowMs(), failure);
    tx.changed('shops');
  });
}

export function endPushProblem(context: UseCaseContext, shopId: string): void {
  if (standing(context, shopId) === null) return;
  context.db.transaction((tx) => {
    tx.prepare<[number, string]>(
      "UPDATE sync_cursors SET failure_json = NULL, last_success_at_ms = ? WHERE shop_id = ? AND stream = 'push'",
    ).run(context.clock.nowMs(), shopId);
    tx.changed('shops');
  });
}

function standing(context: UseCaseContext, shopId: string): string | null {
  return (
    context.read
      .pluck<[string], string | null>("SELECT failure_json FROM sync_cursors WHERE shop_id = ? AND stream = 'push'")
      .get(shopId) ?? null
  );
}
