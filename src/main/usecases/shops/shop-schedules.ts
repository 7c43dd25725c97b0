import type { WriteTx } from '#main/db/handles.ts';
import { saveSchedule } from '#main/db/repos/schedules-repo.ts';
import { PULL_REFUNDS_TOPIC } from '#main/usecases/aftersales/pull-refunds.ts';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { READ_LISTINGS_TOPIC } from '#main/usecases/stock/read-listings.ts';
import { RECONCILE_TOPIC } from '#main/usecases/shops/reconcile/count-now.ts';
import { ACCESS_TOPIC } from '#main/usecases/shops/refresh-access.ts';
import { WEBHOOK_CHECK_TOPIC } from '#main/usecases/shops/webhooks/check-webhooks.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Push queues are drained often because a call costs little; polls keep the promise when pushes are lost. */
const DRAIN_INTERVAL_MS = 15_000;
/** Looks whether hours are due; most runs find none. */
const RECONCILE_INTERVAL_MS = 5 * 60_000;
/** Short-lived access ends within two hours. */
const ACCESS_INTERVAL_MS = 5 * 60_000;
const WEBHOOK_CHECK_INTERVAL_MS = 24 * 3_600_000;
/** New goods come a few times a day at most; the shop's page has a button. */
const LISTINGS_INTERVAL_MS = 6 * 3_600_000;

interface ShopWork {
  readonly stream: string;
  readonly topic: string;
  readonly intervalMs: number;
  readonly isWanted: boolean;
  /** The first run comes an interval later. */
  readonly waits?: true;
}

function workOf(channel: ChannelConnector, pollIntervalMs: number): ShopWork[] {
  return [
    { stream: 'pull', topic: 'shop.pull', intervalMs: pollIntervalMs, isWanted: true },
    {
      stream: 'drain',
      topic: 'shop.drain-push',
      intervalMs: DRAIN_INTERVAL_MS,
      isWanted: channel.capabilities.pushQueue,
    },
    {
      stream: 'reconcile',
      topic: RECONCILE_TOPIC,
      intervalMs: RECONCILE_INTERVAL_MS,
      isWanted: channel.capabilities.countOrders,
      waits: true,
    },
    {
      stream: 'refunds',
      topic: PULL_REFUNDS_TOPIC,
      intervalMs: pollIntervalMs,
      isWanted: channel.pullRefunds !== undefined,
    },
    {
      stream: 'webhooks',
      topic: WEBHOOK_CHECK_TOPIC,
      intervalMs: WEBHOOK_CHECK_INTERVAL_MS,
      isWanted: channel.capabilities.pushWebhook,
      waits: true,
    },
    {
      stream: 'access',
      topic: ACCESS_TOPIC,
      intervalMs: ACCESS_INTERVAL_MS,
      isWanted: channel.refreshCredentials !== undefined,
    },
    {
      stream: 'listings',
      topic: READ_LISTINGS_TOPIC,
      intervalMs: LISTINGS_INTERVAL_MS,
      isWanted: channel.pullListings !== undefined,
    },
  ];
}

/** Writes what runs by itself for a shop. Files have no platform that could be asked. */
export function saveShopSchedules(
  tx: WriteTx,
  atMs: number,
  shopId: string,
  channel: ChannelConnector,
  how: { readonly enabled: boolean; readonly pollIntervalMs: number },
): void {
  if (channel.id === 'file') return;
  for (const work of workOf(channel, how.pollIntervalMs)) {
    if (!work.isWanted) continue;
    saveSchedule(
      tx,
      {
        name: `${work.stream}:${shopId}`,
        topic: work.topic,
        payload: { shopId },
        intervalMs: work.intervalMs,
        enabled: how.enabled,
      },
      work.waits ? atMs + work.intervalMs : atMs,
    );
  }
}

/** Gives shops of an earlier version what runs by itself since. Call at start. */
export function completeShopSchedules(
  context: UseCaseContext,
  findChannel: (id: string) => ChannelConnector | undefined,
): void {
  context.db.transaction((tx) => {
    const shops = tx
      .prepare<[], { id: string; channel_id: string; enabled: number; poll_interval_ms: number }>(
        `SELECT id, channel_id, enabled, poll_interval_ms FROM shops s WHERE EXISTS (SELECT 1 FROM schedules WHERE name = 'pull:' || s.id)`,
      )
      .all();
    for (const shop of shops) {
      const channel = findChannel(shop.channel_id);
      const how = { enabled: shop.enabled === 1, pollIntervalMs: shop.poll_interval_ms };
      if (channel) saveShopSchedules(tx, context.clock.nowMs(), shop.id, channel, how);
    }
  });
}

/** Other credentials: access that they may be without is asked for now, and its end noticed. */
export function renewAccessNow(tx: WriteTx, shopId: string, atMs: number): void {
  tx.prepare<[number, string]>('UPDATE schedules SET next_at_ms = ? WHERE name = ?').run(atMs, `access:${shopId}`);
  tx.changed('schedules');
}

/** Takes a shop's schedules away. */
export function deleteShopSchedules(tx: WriteTx, shopId: string): void {
  tx.prepare<[string]>(
    "DELETE FROM schedules WHERE topic LIKE 'shop.%' AND json_extract(payload_json, '$.shopId') = ?",
  ).run(shopId);
  tx.changed('schedules');
}
