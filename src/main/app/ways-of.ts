import type { RelayServices } from '#main/app/relay/relay-services.ts';
import type { Services } from '#main/app/services.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { readMailbox } from '#main/usecases/relay/read-relay.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import { readWays } from '#main/usecases/shops/tracks/lateness.ts';
import type { WayFigures } from '#shared/contract/sync.ts';

const TWO_DAYS_MS = 2 * 86_400_000;

/** Which ways are open for a shop at this moment, and how late each runs. Polling is always one. */
export function createWaysOf(
  read: ReadDb,
  nowMs: () => number,
  openShop: OpenShop,
  relay: RelayServices,
  listenState: Services['listenState'],
): (shopId: string) => WayFigures[] {
  return (shopId) => {
    const { connector, enabled } = openShop(shopId);
    const hasMailbox = readMailbox(read, shopId) !== null;
    const now = nowMs();
    return readWays(
      read,
      shopId,
      [
        { way: 'connection', inUse: listenState(shopId)?.kind === 'listening' },
        { way: 'queue', inUse: enabled && connector.capabilities.pushQueue },
        { way: 'relay', inUse: hasMailbox && relay.link()?.kind === 'connected' },
        { way: 'webhook', inUse: lastDirectAtMs(read, shopId) >= now - TWO_DAYS_MS },
        { way: 'poll', inUse: enabled },
      ],
      now,
    );
  };
}

/** Of a push that came straight from the platform. */
function lastDirectAtMs(read: ReadDb, shopId: string): number {
  return (
    read
      .pluck<[string], number | null>("SELECT MAX(at_ms) FROM lateness_samples WHERE shop_id = ? AND way = 'webhook'")
      .get(shopId) ?? 0
  );
}
