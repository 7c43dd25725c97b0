import type { Timers } from '#main/lib/timers.ts';
import { pause } from '#main/lib/pause.ts';
import { turnsOf } from '#main/db/write-turns.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import { takeQueuedPushes } from '#main/usecases/shops/take-queued-pushes.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { ListenState } from '#shared/contract/sync.ts';
import { AppError } from '#shared/errors/app-error.ts';

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 5 * 60_000;
/** A connection that held so long was good: the next trouble begins with a short wait again. */
const GOOD_AFTER_MS = 60_000;
/** A connection that does not let go does not hold up the end: what it brings then is not acknowledged. */
const LONGEST_END_MS = 3_000;

interface ShopRow {
  id: string;
  updated_at_ms: number;
}

interface Listener {
  readonly updatedAtMs: number;
  readonly abort: AbortController;
  readonly finished: Promise<void>;
  state: ListenState;
}

export interface PushListeners {
  /** Null where the channel has no long connection, or the shop is off. */
  state(shopId: string): ListenState | null;
  stop(): Promise<void>;
}

/** Holds the long connection of each shop whose channel has one; opens it again with growing waits, and anew when the shop is changed. */
export function startPushListeners(
  context: UseCaseContext,
  openShop: OpenShop,
  timers: Timers,
  hasConnection: (channelId: string, configJson: string) => boolean,
): PushListeners {
  const listeners = new Map<string, Listener>();
  let isStopping = false;

  const tellOf = (listener: Listener, state: ListenState): void => {
    listener.state = state;
    context.live.publish({ topic: 'shops', id: null, data: null });
  };

  const hold = async (shopId: string, signal: AbortSignal, tell: (state: ListenState) => void): Promise<void> => {
    let backoffMs = FIRST_BACKOFF_MS;
    while (!signal.aborted) {
      const openedAtMs = context.clock.nowMs();
      tell({ kind: 'listening', sinceMs: openedAtMs, problem: null });
      const problem = await listen(context, openShop, shopId, signal);
      if (signal.aborted) return;
      if (context.clock.nowMs() - openedAtMs >= GOOD_AFTER_MS) backoffMs = FIRST_BACKOFF_MS;
      context.log.warn({ shopId, problem, againInMs: backoffMs }, 'a long connection ended');
      tell({ kind: 'waiting', sinceMs: context.clock.nowMs(), problem });
      await pause(timers, backoffMs, signal);
      backoffMs = Math.min(LONGEST_BACKOFF_MS, backoffMs * 2);
    }
  };

  const open = (row: ShopRow): void => {
    const abort = new AbortController();
    const state: ListenState = { kind: 'listening', sinceMs: context.clock.nowMs(), problem: null };
    const finished = Promise.resolve().then(() => hold(row.id, abort.signal, (next) => tellOf(listener, next)));
    const listener: Listener = { updatedAtMs: row.updated_at_ms, abort, finished, state };
    listeners.set(row.id, listener);
  };

  const sync = (): void => {
    if (isStopping) return;
    const wanted = new Map(
      context.read
        .prepare<[], ShopRow & { channel_id: string; config_json: string }>(
          `SELECT id, channel_id, config_json, updated_at_ms FROM shops WHERE enabled = 1 AND EXISTS (SELECT 1 FROM secrets x WHERE x.name = 'shop:' || shops.id)`,
        )
        .all()
        .filter((row) => hasConnection(row.channel_id, row.config_json))
        .map((row) => [row.id, row]),
    );
    for (const [shopId, listener] of listeners) {
      if (wanted.get(shopId)?.updated_at_ms === listener.updatedAtMs) continue;
      listener.abort.abort();
      listeners.delete(shopId);
    }
    for (const row of wanted.values()) if (!listeners.has(row.id)) open(row);
  };

  const stopListening = context.db.onCommit((areas) => {
    // After the current turn: the committer is not delayed.
    if (areas.has('shops')) setImmediate(sync);
  });
  sync();

  return {
    state: (shopId) => listeners.get(shopId)?.state ?? null,
    async stop() {
      isStopping = true;
      stopListening();
      for (const { abort } of listeners.values()) abort.abort();
      const finished = Promise.all([...listeners.values()].map((listener) => listener.finished));
      await Promise.race([finished, pause(timers, LONGEST_END_MS)]);
    },
  };
}

async function listen(
  context: UseCaseContext,
  openShop: OpenShop,
  shopId: string,
  signal: AbortSignal,
): Promise<Problem | null> {
  try {
    const shop = openShop(shopId);
    const ended = await shop.connector.listenPushes?.(shop.channelContext(signal), (pushes) =>
      turnsOf(context.db).run(() => takeQueuedPushes(context, shop, pushes, 'connection')),
    );
    if (!ended || ended.ok) return null;
    const { code, vendorCode, vendorText } = ended.failure;
    return { code, data: { vendorCode, vendorText } };
  } catch (error) {
    context.log.error({ error, shopId }, 'a long connection failed');
    return error instanceof AppError
      ? { code: error.code, data: {} }
      : { code: 'ERR_CHANNEL_UNREACHABLE', data: { vendorText: error instanceof Error ? error.message : '' } };
  }
}
