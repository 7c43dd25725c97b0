import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { deleteSecret } from '#main/db/repos/secrets-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { takesWebhooks } from '#main/usecases/shops/shop-abilities.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface RelayRow {
  readonly id: string;
  readonly address: string;
}

export interface MailboxRow {
  readonly id: string;
  /** Null: given up, and not yet closed at the relay. */
  readonly shop_id: string | null;
}

/** The relay of this workstation; there is one at most. */
export function findRelay(db: ReadDb): RelayRow | undefined {
  return db.prepare<[], RelayRow>('SELECT id, address FROM relays LIMIT 1').get();
}

export function listMailboxes(db: ReadDb): MailboxRow[] {
  return db.prepare<[], MailboxRow>('SELECT id, shop_id FROM relay_mailboxes ORDER BY created_at_ms, id').all();
}

/**
 * @param saveKeys stores the pairing key and the private key, sealed
 * @throws AppError ERR_RELAY_PAIRED_ALREADY
 */
export function addRelay(
  context: UseCaseContext,
  act: Act,
  relay: RelayRow,
  saveKeys: (tx: WriteTx, name: string, nowMs: number) => void,
): void {
  context.db.transaction((tx) => {
    if (findRelay(tx)) throw new AppError('ERR_RELAY_PAIRED_ALREADY', {});
    const atMs = context.clock.nowMs();
    tx.prepare<[string, string, number]>('INSERT INTO relays (id, address, created_at_ms) VALUES (?, ?, ?)').run(
      relay.id,
      relay.address,
      atMs,
    );
    saveKeys(tx, secretOfRelay(relay.id), atMs);
    recordAudit(tx, { atMs, act, what: 'relay.pair', target: relay.id, data: { address: relay.address } });
    tx.changed('relay');
    tx.changed('shops');
  });
}

/** Forgets the relay with its keys and mailboxes. What was stored here already is taken in all the same. */
export function forgetRelay(context: UseCaseContext, act: Act): void {
  context.db.transaction((tx) => {
    const relay = findRelay(tx);
    if (!relay) return;
    tx.prepare<[string]>('DELETE FROM relays WHERE id = ?').run(relay.id);
    deleteSecret(tx, secretOfRelay(relay.id));
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'relay.unpair',
      target: relay.id,
      data: { address: relay.address },
    });
    tx.changed('relay');
    tx.changed('shops');
  });
}

export function secretOfRelay(id: string): string {
  return `relay:${id}`;
}

/**
 * Gives a shop an address at the relay; the same again where it has one. The relay learns it as soon as it is connected.
 * @param newId hard to guess: whoever knows it can send to it
 * @throws AppError ERR_RELAY_NOT_PAIRED, ERR_RELAY_NO_WEBHOOKS
 */
export function openMailbox(context: UseCaseContext, act: Act, shop: ConnectedShop, newId: string): void {
  if (!takesWebhooks(shop.connector, shop.channelContext().config))
    throw new AppError('ERR_RELAY_NO_WEBHOOKS', { shop: shop.name });
  context.db.transaction((tx) => {
    const relay = findRelay(tx);
    if (!relay) throw new AppError('ERR_RELAY_NOT_PAIRED', {});
    const atMs = context.clock.nowMs();
    const { changes } = tx
      .prepare<[string, string, string, number]>(
        'INSERT INTO relay_mailboxes (id, relay_id, shop_id, created_at_ms) VALUES (?, ?, ?, ?) ON CONFLICT (shop_id) DO NOTHING',
      )
      .run(newId, relay.id, shop.id, atMs);
    if (changes === 0) return;
    recordAudit(tx, { atMs, act, what: 'relay.open_mailbox', target: shop.id, data: { shop: shop.name } });
    tx.changed('relay');
    tx.changed('shops');
  });
}

/** Gives the address up. The relay closes it as soon as it is connected, and answers the platform that it is gone. */
export function closeMailbox(context: UseCaseContext, act: Act, shopId: string): void {
  context.db.transaction((tx) => {
    if (!giveUpMailbox(tx, shopId)) return;
    recordAudit(tx, { atMs: context.clock.nowMs(), act, what: 'relay.close_mailbox', target: shopId });
    tx.changed('shops');
  });
}

/** @returns whether there was one */
export function giveUpMailbox(tx: WriteTx, shopId: string): boolean {
  const { changes } = tx.prepare<[string]>('UPDATE relay_mailboxes SET shop_id = NULL WHERE shop_id = ?').run(shopId);
  if (changes > 0) tx.changed('relay');
  return changes > 0;
}

/** The relay has closed it. */
export function dropMailbox(context: UseCaseContext, mailboxId: string): void {
  context.db.transaction((tx) => {
    tx.prepare<[string]>('DELETE FROM relay_mailboxes WHERE id = ? AND shop_id IS NULL').run(mailboxId);
    tx.changed('shops');
  });
}

/** Keeps what the relay said last of a mailbox, so that it is known while the relay is away. */
export function noteMailboxState(context: UseCaseContext, mailboxId: string, state: object): void {
  context.db.transaction((tx) => {
    const { changes } = tx
      .prepare<[string, string, string]>('UPDATE relay_mailboxes SET state_json = ? WHERE id = ? AND state_json <> ?')
      .run(JSON.stringify(state), mailboxId, JSON.stringify(state));
    if (changes > 0) tx.changed('shops');
  });
}
