import type { ReadDb } from '#main/db/handles.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import { findRelay } from '#main/usecases/relay/manage-relay.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import type { MailboxView, RelayView, ShopRelay } from '#shared/contract/relay.ts';
import { takesWebhooks } from '#main/usecases/shops/shop-abilities.ts';
import { z } from 'zod';

/** What the link to the relay knows at this moment. */
export type RelayLinkState = Pick<RelayView, 'kind' | 'sinceMs' | 'problem' | 'keepMs'>;

/** As the relay tells it. */
const Told = z.object({
  waiting: z.int(),
  oldestAtMs: z.int().nullable(),
  receivedCount: z.int(),
  repeatedCount: z.int(),
  refusedCount: z.int(),
  lastReceivedAtMs: z.int().nullable(),
  lostCount: z.int(),
  lostFromMs: z.int().nullable(),
  lostToMs: z.int().nullable(),
});
const NOTHING_TOLD: z.infer<typeof Told> = {
  waiting: 0,
  oldestAtMs: null,
  receivedCount: 0,
  repeatedCount: 0,
  refusedCount: 0,
  lastReceivedAtMs: null,
  lostCount: 0,
  lostFromMs: null,
  lostToMs: null,
};

export function readRelay(db: ReadDb, link: RelayLinkState | null): RelayView | null {
  const relay = findRelay(db);
  if (!relay) return null;
  const count = db.pluck<[], number>('SELECT COUNT(*) FROM relay_mailboxes WHERE shop_id IS NOT NULL').get() ?? 0;
  const state = link ?? { kind: 'waiting', sinceMs: 0, problem: null, keepMs: null };
  return { address: relay.address, pairing: relay.id, ...state, mailboxCount: count };
}

export function readShopRelay(db: ReadDb, shop: ConnectedShop, link: RelayLinkState | null): ShopRelay {
  return {
    takesWebhooks: takesWebhooks(shop.connector, shop.channelContext().config),
    relay: readRelay(db, link),
    mailbox: readMailbox(db, shop.id),
  };
}

export function readMailbox(db: ReadDb, shopId: string): MailboxView | null {
  const row = db
    .prepare<
      [string],
      { id: string; address: string; taken_count: number; unreadable_count: number; state_json: string }
    >(
      'SELECT m.id, r.address, m.taken_count, m.unreadable_count, m.state_json FROM relay_mailboxes m JOIN relays r ON r.id = m.relay_id WHERE m.shop_id = ?',
    )
    .get(shopId);
  if (!row) return null;
  const read = readStoredJson(Told, row.state_json);
  const { refusedCount, ...told } = read.ok ? read.value : NOTHING_TOLD;
  const refused = db
    .prepare<[string], { n: number; problem_json: string | null }>(
      'SELECT COUNT(*) AS n, MAX(problem_json) AS problem_json FROM relay_inbox WHERE shop_id = ? AND problem_json IS NOT NULL',
    )
    .get(shopId);
  return {
    ...told,
    turnedAwayCount: refusedCount,
    pushAddress: pushAddressOf(row.address, row.id),
    takenCount: row.taken_count,
    unreadableCount: row.unreadable_count,
    refusedCount: refused?.n ?? 0,
    refusedProblem: readProblem(refused?.problem_json ?? null),
  };
}

/** What the platform is given. */
export function pushAddressOf(relayAddress: string, mailboxId: string): string {
  return `${relayAddress}/push/${mailboxId}`;
}
