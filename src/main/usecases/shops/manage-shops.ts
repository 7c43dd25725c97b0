import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { ChannelConnector, ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import type { Act } from '#main/usecases/actor.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { changedFields, checkAccount, checkChange, storedConfig, trialAnswer } from '#main/usecases/plugin-account.ts';
import type { CredentialStore, Settings } from '#main/usecases/plugin-account.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { forgetSellers } from '#main/usecases/shops/push-sellers.ts';
import { pushKindOf, takesStock } from '#main/usecases/shops/shop-abilities.ts';
import { renewAccessNow, saveShopSchedules } from '#main/usecases/shops/shop-schedules.ts';
import { forgetDue, makeAllDue } from '#main/usecases/stock/stock-push-due.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ShopView } from '#shared/contract/shops.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ShopId } from '#shared/model/ids.ts';
import type { z } from 'zod';

type Shop = z.infer<typeof ShopView>;

/** What managing shops needs beside the database. */
export interface ShopServices extends CredentialStore {
  findChannel(id: string): ChannelConnector | undefined;
  trialContext(config: unknown, credentials: unknown): ChannelContext;
  warehouseId(): string;
}

interface ShopRow {
  id: string;
  channel_id: string;
  name: string;
  currency: string;
  enabled: number;
  poll_interval_ms: number;
  buys_ahead: number;
  pushes_stock: number;
  stock_kept_back: number;
  config_json: string;
  last_success_at_ms: number | null;
  watermark_ms: number | null;
  failure_json: string | null;
  order_count: number;
  open_order_count: number;
  connected: number;
  parked_count: number;
}

export function listShops(db: ReadDb, services: Pick<ShopServices, 'findChannel'>): Shop[] {
  return db
    .prepare<[], ShopRow>(
      `SELECT s.id, s.channel_id, s.name, s.currency, s.enabled, s.poll_interval_ms, s.buys_ahead, s.pushes_stock, s.stock_kept_back, s.config_json, c.last_success_at_ms, MAX(c.watermark_ms, COALESCE(c.rest_from_ms, 0)) AS watermark_ms, COALESCE(c.failure_json, p.failure_json) AS failure_json,
         (SELECT COALESCE(SUM(n), 0) FROM order_counts o WHERE o.shop_id = s.id) AS order_count,
         (SELECT COALESCE(SUM(n), 0) FROM order_counts n WHERE n.shop_id = s.id AND n.status IN ('on_hold', 'ready_to_pack', 'packing', 'packed', 'labelled')) AS open_order_count,
         EXISTS (SELECT 1 FROM secrets x WHERE x.name = 'shop:' || s.id) AS connected, (SELECT COUNT(*) FROM raw_messages m WHERE m.shop_id = s.id AND m.state = 'parked') AS parked_count
       FROM shops s LEFT JOIN sync_cursors c ON c.shop_id = s.id AND c.stream = 'orders' LEFT JOIN sync_cursors p ON p.shop_id = s.id AND p.stream = 'push' ORDER BY s.created_at_ms`,
    )
    .all()
    .map((row) => toView(row, services));
}

function toView(row: ShopRow, services: Pick<ShopServices, 'findChannel'>): Shop {
  const channel = services.findChannel(row.channel_id);
  const fits = channel ? readStoredJson(channel.configSchema, row.config_json) : null;
  return {
    id: ShopId.parse(row.id),
    channelId: row.channel_id,
    name: row.name,
    currency: row.currency,
    enabled: row.enabled === 1,
    pollIntervalMs: row.poll_interval_ms,
    buysAhead: row.buys_ahead === 1,
    canPushStock: channel && fits?.ok ? takesStock(channel, fits.value) : false,
    pushesStock: row.pushes_stock === 1,
    stockKeptBack: row.stock_kept_back,
    config: storedConfig(row.config_json),
    lastSuccessAtMs: row.last_success_at_ms,
    watermarkMs: row.watermark_ms,
    problem:
      fits && !fits.ok
        ? { code: 'ERR_CHANNEL_CONFIG_UNREADABLE', data: { shop: row.name, field: fits.field } }
        : readProblem(row.failure_json),
    connected: row.connected === 1,
    orderCount: row.order_count,
    openOrderCount: row.open_order_count,
    parkedCount: row.parked_count,
    push: channel && fits?.ok ? pushKindOf(channel, fits.value) : 'none',
  };
}

/** @throws AppError ERR_CHANNEL_UNKNOWN, ERR_HOST_INPUT_INVALID with the field */
export function createShop(
  context: UseCaseContext,
  services: ShopServices,
  act: Act,
  input: { channelId: string; name: string; currency: string; config: Settings; credentials: Settings },
): Shop {
  const channel = services.findChannel(input.channelId);
  if (!channel) throw new AppError('ERR_CHANNEL_UNKNOWN', { channel: input.channelId });
  const { config } = checkAccount(channel, input);
  const id = context.ids.next();
  const pollIntervalMs = readSetting(context.read, 'pollIntervalMs');
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number)[]>(
      'INSERT INTO shops (id, channel_id, name, currency, warehouse_id, config_json, poll_interval_ms, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(
      id,
      input.channelId,
      input.name,
      input.currency,
      services.warehouseId(),
      JSON.stringify(config),
      pollIntervalMs,
      atMs,
      atMs,
    );
    services.saveCredentials(tx, id, input.credentials);
    saveShopSchedules(tx, atMs, id, channel, { enabled: true, pollIntervalMs });
    const data = { channel: input.channelId, name: input.name };
    recordAudit(tx, { atMs, act, what: 'shop.create', target: id, data });
    tx.changed('shops');
  });
  return readShop(context.read, services, id);
}

export interface ShopChange {
  readonly id: string;
  readonly name?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly pollIntervalMs?: number | undefined;
  readonly buysAhead?: boolean | undefined;
  readonly pushesStock?: boolean | undefined;
  readonly stockKeptBack?: number | undefined;
  readonly config?: Settings | undefined;
  readonly credentials?: Settings | undefined;
}

/** Changes what is given; absent credentials stay. @throws AppError ERR_CHANNEL_SHOP_UNKNOWN, ERR_CHANNEL_STOCK_UNSUPPORTED, ERR_HOST_INPUT_INVALID */
export function updateShop(context: UseCaseContext, services: ShopServices, act: Act, change: ShopChange): Shop {
  const before = readShop(context.read, services, change.id);
  const channel = services.findChannel(before.channelId);
  if (!channel) throw new AppError('ERR_CHANNEL_UNKNOWN', { channel: before.channelId });
  const enabled = change.enabled ?? before.enabled;
  // What was disconnected has no credentials to switch on with.
  const settings = checkChange(channel, services, change, enabled && !before.connected);
  const pollIntervalMs = change.pollIntervalMs ?? before.pollIntervalMs;
  const stockKeptBack = change.stockKeptBack ?? before.stockKeptBack;
  const pushesStock = change.pushesStock ?? before.pushesStock;
  const canPushStock = settings.config === null ? before.canPushStock : takesStock(channel, settings.config);
  if (pushesStock && !canPushStock) throw new AppError('ERR_CHANNEL_STOCK_UNSUPPORTED', { shop: before.name });
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number | null)[]>(
      'UPDATE shops SET name = ?, enabled = ?, poll_interval_ms = ?, buys_ahead = ?, pushes_stock = ?, stock_kept_back = ?, config_json = COALESCE(?, config_json), updated_at_ms = ? WHERE id = ?',
    ).run(
      change.name ?? before.name,
      enabled ? 1 : 0,
      pollIntervalMs,
      (change.buysAhead ?? before.buysAhead) ? 1 : 0,
      pushesStock ? 1 : 0,
      stockKeptBack,
      settings.configJson,
      atMs,
      change.id,
    );
    if (!pushesStock) forgetDue(tx, change.id);
    else if (!before.pushesStock || stockKeptBack !== before.stockKeptBack) makeAllDue(tx, change.id);
    if (settings.credentials) services.saveCredentials(tx, change.id, settings.credentials);
    if (settings.credentials || settings.config !== null) forgetSellers(tx, change.id);
    saveShopSchedules(tx, atMs, change.id, channel, { enabled, pollIntervalMs });
    if (settings.credentials) renewAccessNow(tx, change.id, atMs);
    const data = { fields: changedFields(change), enabled, pollIntervalMs };
    recordAudit(tx, { atMs, act, what: 'shop.update', target: change.id, data });
    tx.changed('shops');
  });
  return readShop(context.read, services, change.id);
}

/** @throws AppError ERR_CHANNEL_SHOP_UNKNOWN */
export function readShop(db: ReadDb, services: Pick<ShopServices, 'findChannel'>, id: string): Shop {
  const shop = listShops(db, services).find((candidate) => candidate.id === id);
  if (!shop) throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId: id });
  return shop;
}

/** Asks the platform for the shop's name with settings that are not saved yet. */
export async function testShop(
  services: ShopServices,
  input: { channelId: string; config: Settings; credentials: Settings },
): Promise<{ ok: boolean; shopName: string | null; problem: Problem | null }> {
  const channel = services.findChannel(input.channelId);
  if (!channel) throw new AppError('ERR_CHANNEL_UNKNOWN', { channel: input.channelId });
  const { config, credentials } = checkAccount(channel, input);
  const answer = await channel.testConnection(services.trialContext(config, credentials));
  return { ...trialAnswer(answer.ok ? null : answer.failure), shopName: answer.ok ? answer.value.shopName : null };
}

/** Puts a pull of one shop at the head of the queue. @returns the job's id */
export function pullNow(context: UseCaseContext, shopId: string): string {
  return context.db.transaction(
    (tx) =>
      enqueueJob(tx, context, {
        topic: 'shop.pull',
        key: `pull-now:${shopId}:${context.clock.nowMs()}`,
        payload: { shopId },
        shopId,
        maxAttempts: 3,
      }).jobId,
  );
}
