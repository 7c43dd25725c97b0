import type { WriteTx } from '#main/db/handles.ts';
import type { AccessTerm } from '#main/plugins/channels/channel-connector.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { AccessView } from '#shared/contract/sync.ts';

export const ACCESS_TOPIC = 'shop.refresh-access';

/** Access is renewed when a third of its time is left, a day ahead at most and a quarter of an hour at least. */
const MOST_AHEAD_MS = 24 * 3_600_000;
const LEAST_AHEAD_MS = 15 * 60_000;

export interface AccessServices {
  saveCredentials(tx: WriteTx, shopId: string, credentials: Readonly<Record<string, unknown>>): void;
}

/**
 * Renews a shop's access ahead of its end. The new credentials are stored before anything uses them. Call it for one shop at a
 * time: many platforms void the old ones with the first use of the new. @returns the failure, which stays shown on the shop
 */
export async function refreshAccess(
  context: UseCaseContext,
  services: AccessServices,
  act: Act,
  shop: ConnectedShop,
  signal: AbortSignal,
): Promise<PluginFailure | null> {
  const { connector } = shop;
  const channel = shop.channelContext(signal);
  const term = connector.accessTerm?.(channel.credentials) ?? null;
  if (!connector.refreshCredentials || !isDue(context, shop.id, term)) return null;
  const refreshed = await connector.refreshCredentials(channel);
  if (!refreshed.ok) {
    recordFailure(context, shop.id, refreshed.failure);
    return refreshed.failure;
  }
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    services.saveCredentials(tx, shop.id, refreshed.value as Readonly<Record<string, unknown>>);
    // Whoever holds a connection with the old ones opens it anew.
    tx.prepare<[number, string]>('UPDATE shops SET updated_at_ms = ? WHERE id = ?').run(atMs, shop.id);
    tx.prepare<[string, number, number]>(
      `INSERT INTO sync_cursors (shop_id, stream, watermark_ms, last_success_at_ms) VALUES (?, 'access', ?, ?)
       ON CONFLICT (shop_id, stream) DO UPDATE SET last_success_at_ms = excluded.last_success_at_ms, failure_json = NULL`,
    ).run(shop.id, atMs, atMs);
    recordAudit(tx, { atMs, act, what: 'shop.renew_access', target: shop.id });
    tx.changed('shops');
  });
  return null;
}

function isDue(context: UseCaseContext, shopId: string, term: AccessTerm | null): boolean {
  if (term?.accessUntilMs === null || term?.accessUntilMs === undefined) return false;
  const sinceMs =
    context.read.pluck<[string], number>('SELECT updated_at_ms FROM secrets WHERE name = ?').get(`shop:${shopId}`) ?? 0;
  const aheadMs = Math.min(MOST_AHEAD_MS, Math.max(LEAST_AHEAD_MS, (term.accessUntilMs - sinceMs) / 3));
  return term.accessUntilMs - context.clock.nowMs() <= aheadMs;
}

function recordFailure(context: UseCaseContext, shopId: string, failure: PluginFailure): void {
  const nowMs = context.clock.nowMs();
  const data = { vendorCode: failure.vendorCode, vendorText: failure.vendorText };
  context.db.transaction((tx) => {
    tx.prepare<[string, number, string]>(
      `INSERT INTO sync_cursors (shop_id, stream, watermark_ms, last_failure_at_ms, failure_json) VALUES (?, 'access', 0, ?, ?)
       ON CONFLICT (shop_id, stream) DO UPDATE SET last_failure_at_ms = excluded.last_failure_at_ms, failure_json = excluded.failure_json`,
    ).run(shopId, nowMs, JSON.stringify({ code: failure.code, data }));
    tx.changed('shops');
  });
}

/** How long a shop's access lasts; null where it never ends or nothing is known. */
export function readAccess(context: UseCaseContext, shop: ConnectedShop): AccessView | null {
  const { connector } = shop;
  if (!connector.accessTerm) return null;
  const term = connector.accessTerm(shop.channelContext().credentials);
  if (!term) return null;
  const failure =
    context.read
      .pluck<[string], string | null>("SELECT failure_json FROM sync_cursors WHERE shop_id = ? AND stream = 'access'")
      .get(shop.id) ?? null;
  return { ...term, renewsItself: connector.refreshCredentials !== undefined, problem: readProblem(failure) };
}
