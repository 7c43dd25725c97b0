import type { ReadDb } from '#main/db/handles.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { Act } from '#main/usecases/actor.ts';
import { takeRefunds } from '#main/usecases/aftersales/take-refunds.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { pollOverlapMs } from '#main/usecases/shops/tracks/poll-overlap.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';

export const PULL_REFUNDS_TOPIC = 'shop.pull-refunds';

const FIRST_WINDOW_MS = 7 * 24 * 3_600_000;
/** One pull covers at most this span; each step moves the place up to which was read. */
const MAX_SPAN_MS = 24 * 3_600_000;

/**
 * Reads the after-sales cases that changed since the shop's own place for them. It moves only after a window that was read without
 * a failure. @returns more: the window ended before now
 */
export async function pullRefunds(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  signal: AbortSignal,
): Promise<{ applied: number; parked: number; failure: PluginFailure | null; more: boolean }> {
  const totals = { applied: 0, parked: 0 };
  if (!shop.connector.pullRefunds) return { ...totals, failure: null, more: false };
  const nowMs = context.clock.nowMs();
  const known = context.read
    .pluck<[string], number>("SELECT watermark_ms FROM sync_cursors WHERE shop_id = ? AND stream = 'refunds'")
    .get(shop.id);
  const firstMs = nowMs - FIRST_WINDOW_MS;
  // A place that lies ahead was set by a clock that was wrong.
  const isTrusted = known !== undefined && known > 0 && known <= nowMs;
  const fromMs = (isTrusted ? known : firstMs) - pollOverlapMs(context.read, shop.id, nowMs);
  const toMs = Math.min(nowMs, fromMs + MAX_SPAN_MS);
  for await (const page of shop.connector.pullRefunds(shop.channelContext(signal), { fromMs, toMs })) {
    if (!page.ok) {
      save(context, shop.id, isTrusted ? known : firstMs, page.failure);
      return { ...totals, failure: page.failure, more: false };
    }
    const taken = takeRefunds(context, act, shop, page.value);
    totals.applied += taken.applied;
    totals.parked += taken.parked;
  }
  save(context, shop.id, toMs, null);
  return { ...totals, failure: null, more: toMs < nowMs };
}

/** Why the last pull failed; null while it works. */
export function readRefundsProblem(db: ReadDb, shopId: string): Problem | null {
  const failure = db
    .pluck<[string], string | null>("SELECT failure_json FROM sync_cursors WHERE shop_id = ? AND stream = 'refunds'")
    .get(shopId);
  return readProblem(failure ?? null);
}

function save(context: UseCaseContext, shopId: string, watermarkMs: number, failure: PluginFailure | null): void {
  const nowMs = context.clock.nowMs();
  const problem = failure
    ? JSON.stringify({ code: failure.code, data: { vendorCode: failure.vendorCode, vendorText: failure.vendorText } })
    : null;
  context.db.transaction((tx) => {
    tx.prepare<(string | number | null)[]>(
      `INSERT INTO sync_cursors (shop_id, stream, watermark_ms, last_success_at_ms, last_failure_at_ms, failure_json) VALUES (?, 'refunds', ?, ?, ?, ?)
       ON CONFLICT (shop_id, stream) DO UPDATE SET watermark_ms = excluded.watermark_ms, last_success_at_ms = COALESCE(excluded.last_success_at_ms, last_success_at_ms),
         last_failure_at_ms = COALESCE(excluded.last_failure_at_ms, last_failure_at_ms), failure_json = excluded.failure_json`,
    ).run(shopId, watermarkMs, failure ? null : nowMs, failure ? nowMs : null, problem);
    tx.changed('shops');
  });
}
