import { CHANNELS } from '#main/app/registries.ts';
import { readCredentials } from '#main/app/credentials.ts';
import { watchApiNotices } from '#main/app/watch-api-notices.ts';
import type { SecretSealer } from '#main/db/repos/secrets-repo.ts';
import type { HttpGuard } from '#main/lib/http-guard.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { ChannelConnector, RateLimit } from '#main/plugins/channels/channel-connector.ts';
import { noteApiNotice } from '#main/usecases/alerts/note-api-notice.ts';
import type { ConnectedShop, OpenShop } from '#main/usecases/shops/connected-shop.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import type { StoredJson } from '#main/usecases/read-stored-json.ts';
import { readStatusMap } from '#main/usecases/shops/read-status-map.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface ShopRow {
  id: string;
  name: string;
  channel_id: string;
  currency: string;
  warehouse_id: string;
  enabled: number;
  config_json: string;
}

/** Brings together row, secrets, status table and connector of a shop. Read anew each time: a changed token works at once. */
export function createOpenShop(context: UseCaseContext, sealer: SecretSealer, guard: HttpGuard): OpenShop {
  /** @throws AppError ERR_CHANNEL_DISCONNECTED when a person erased them */
  function credentialsOf(row: ShopRow, { credentialsSchema }: ChannelConnector): unknown {
    const credentials = readCredentials(context.read, sealer, `shop:${row.id}`);
    const stored = readStoredJson(credentialsSchema, JSON.stringify(credentials));
    if (!stored.ok && Object.keys(credentials).length === 0)
      throw new AppError('ERR_CHANNEL_DISCONNECTED', { shop: row.name });
    return fitting(row, stored);
  }

  return (shopId) => {
    const row = context.read
      .prepare<[string], ShopRow>(
        'SELECT id, name, channel_id, currency, warehouse_id, enabled, config_json FROM shops WHERE id = ?',
      )
      .get(shopId);
    if (!row) throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId });
    const connector = CHANNELS.find(row.channel_id);
    if (!connector) throw new AppError('ERR_CHANNEL_UNKNOWN', { channel: row.channel_id });
    const shop: ConnectedShop = {
      id: row.id,
      name: row.name,
      channelId: row.channel_id,
      currency: row.currency,
      warehouseId: row.warehouse_id,
      enabled: row.enabled === 1,
      connector,
      statusMap: readStatusMap(context.read, row.channel_id, connector.statusMap),
      channelContext(signal) {
        const config = fitting(row, readStoredJson(connector.configSchema, row.config_json));
        return {
          config,
          credentials: credentialsOf(row, connector),
          currency: row.currency,
          http: watchApiNotices(guard.client(row.id, rateLimitsOf(connector, config)), connector, (notice) =>
            noteApiNotice(context, row.channel_id, notice),
          ),
          openSocket: openJsonSocket,
          clock: context.clock,
          signal: signal ?? new AbortController().signal,
        };
      },
    };
    return shop;
  };
}

/** The ceilings that all jobs of a shop share; those of its channel where its own settings cannot be read. */
export function readRateLimits(context: UseCaseContext, shopId: string): readonly RateLimit[] {
  const row = context.read
    .prepare<[string], Pick<ShopRow, 'channel_id' | 'config_json'>>(
      'SELECT channel_id, config_json FROM shops WHERE id = ?',
    )
    .get(shopId);
  const connector = row && CHANNELS.find(row.channel_id);
  if (!connector) return [];
  const config = readStoredJson(connector.configSchema, row.config_json);
  return config.ok ? rateLimitsOf(connector, config.value) : (connector.rateLimits ?? []);
}

function rateLimitsOf(connector: ChannelConnector, config: unknown): readonly RateLimit[] {
  return connector.rateLimitsOf?.(config) ?? connector.rateLimits ?? [];
}

/** @throws AppError ERR_CHANNEL_CONFIG_UNREADABLE naming the field: the connector may ask for more than the version that stored it */
function fitting<T>(shop: ShopRow, stored: StoredJson<T>): T {
  if (stored.ok) return stored.value;
  throw new AppError('ERR_CHANNEL_CONFIG_UNREADABLE', { shop: shop.name, field: stored.field });
}
