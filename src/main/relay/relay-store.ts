import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MailboxManners } from '#main/lib/relay-messages.ts';
import type { MailboxState } from '#main/lib/relay-messages.ts';
import { createPairing } from '#main/lib/relay-pairing.ts';
import type { Pairing } from '#main/lib/relay-pairing.ts';
import { aboutPush, packDelivery } from '#main/lib/relay-delivery.ts';
import type { RelayedDelivery } from '#main/lib/relay-delivery.ts';
import { sealFor } from '#main/lib/sealed-box.ts';

/** Pushes that wait for their workstation, in a file of their own. What was received is readable by the workstation alone. */
export interface RelayStore {
  addPairing(name: string, nowMs: number): Pairing;
  listPairings(): StoredPairing[];
  findPairing(id: string): StoredPairing | undefined;
  /** The first workstation that proves the key is the one. @returns false where another one came before */
  bindWorkstation(id: string, publicKey: string, nowMs: number): boolean;
  noteSeen(id: string, nowMs: number): void;
  /** With its mailboxes and what waits in them. @returns how many pushes were thrown away; null: there is no such pairing */
  removePairing(id: string): number | null;
  openMailbox(pairingId: string, mailbox: string, manners: MailboxManners, nowMs: number): boolean;
  /** @returns how many pushes were thrown away */
  closeMailbox(pairingId: string, mailbox: string): number;
  findMailbox(id: string): Mailbox | undefined;
  /** Seals and keeps one push; durable on return. @throws SqliteError SQLITE_FULL and others: nothing was kept */
  keep(mailbox: Mailbox, delivery: RelayedDelivery, receivedAtMs: number): void;
  noteRefused(mailbox: string): void;
  /** The oldest ones behind a sequence. */
  listWaiting(mailbox: string, after: number, limit: number): WaitingPush[];
  listMailboxes(pairingId: string): string[];
  /** The workstation has all up to this one. @returns how many were deleted */
  acknowledge(pairingId: string, mailbox: string, sequence: number): number;
  states(pairingId: string): MailboxState[];
  /** Throws away what nobody drained since. Counted with its mailbox. @returns the pairings that lost something */
  dropOlderThan(atMs: number): string[];
  close(): void;
}

export interface StoredPairing {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly public_key: string | null;
  readonly created_at_ms: number;
  readonly last_seen_at_ms: number | null;
}

export interface Mailbox {
  readonly id: string;
  readonly pairingId: string;
  readonly publicKey: string;
  readonly manners: MailboxManners;
}

export interface WaitingPush {
  readonly sequence: number;
  readonly received_at_ms: number;
  readonly sealed: Uint8Array;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS pairings (
  id TEXT PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, public_key TEXT, created_at_ms INTEGER NOT NULL, last_seen_at_ms INTEGER
) STRICT;
CREATE TABLE IF NOT EXISTS mailboxes (
  id TEXT PRIMARY KEY, pairing_id TEXT NOT NULL REFERENCES pairings(id) ON DELETE CASCADE, manners_json TEXT NOT NULL, created_at_ms INTEGER NOT NULL,
  last_sequence INTEGER NOT NULL DEFAULT 0, received_count INTEGER NOT NULL DEFAULT 0, repeated_count INTEGER NOT NULL DEFAULT 0,
  refused_count INTEGER NOT NULL DEFAULT 0, last_received_at_ms INTEGER, lost_count INTEGER NOT NULL DEFAULT 0, lost_from_ms INTEGER, lost_to_ms INTEGER
) STRICT;
-- digest tells repeats apart and says nothing of the content to whoever has not the key beside it.
CREATE TABLE IF NOT EXISTS pushes (
  mailbox_id TEXT NOT NULL REFERENCES mailboxes(id) ON DELETE CASCADE, sequence INTEGER NOT NULL, received_at_ms INTEGER NOT NULL,
  digest BLOB NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (mailbox_id, sequence)
) STRICT;
CREATE INDEX IF NOT EXISTS pushes_digest ON pushes (mailbox_id, digest);
CREATE INDEX IF NOT EXISTS pushes_age ON pushes (received_at_ms);
CREATE TABLE IF NOT EXISTS digest_key (key BLOB NOT NULL) STRICT;
`;

const PAGE_BYTES = 4096;
/** A sequence is the clock in microseconds, and always above the last: one file lost or put back never counts a number twice. */
const PER_MS = 1000;

/** @param maxMb of the file; a push that does not fit is refused, so that the platform tries again later */
export function openRelayStore(dataDir: string, maxMb: number): RelayStore {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const db = new Database(join(dataDir, 'relay.db'), { timeout: 5_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  db.exec(SCHEMA);
  db.pragma(`max_page_count = ${Math.ceil((maxMb * 1024 * 1024) / PAGE_BYTES)}`);
  const digestKey = ensureDigestKey(db);

  const MAILBOX_ROW =
    'SELECT m.id, m.pairing_id, p.public_key, m.manners_json FROM mailboxes m JOIN pairings p ON p.id = m.pairing_id WHERE m.id = ?';
  const findRow = db.prepare<[string], MailboxRow>(MAILBOX_ROW);
  const nextSequence = db
    .prepare<[number, number, number, string], number>(
      `UPDATE mailboxes SET last_sequence = MAX(last_sequence + 1, ?), received_count = received_count + 1, repeated_count = repeated_count + ?,
         last_received_at_ms = ? WHERE id = ? RETURNING last_sequence`,
    )
    .pluck();
  const isWaiting = db
    .prepare<[string, Uint8Array], number>('SELECT 1 FROM pushes WHERE mailbox_id = ? AND digest = ? LIMIT 1')
    .pluck();
  const insert = db.prepare<[string, number, number, Uint8Array, Uint8Array]>(
    'INSERT INTO pushes (mailbox_id, sequence, received_at_ms, digest, sealed) VALUES (?, ?, ?, ?, ?)',
  );
  const countOf = db.prepare<[string], number>('SELECT COUNT(*) FROM pushes WHERE mailbox_id = ?').pluck();

  const keep = db.transaction(({ id, publicKey }: Mailbox, delivery: RelayedDelivery, receivedAtMs: number) => {
    const bytes = packDelivery(delivery);
    const digest = createHmac('sha256', digestKey).update(bytes).digest();
    const sequence = nextSequence.get(receivedAtMs * PER_MS, isWaiting.get(id, digest) ?? 0, receivedAtMs, id);
    if (sequence === undefined) throw new Error('the mailbox was closed meanwhile');
    insert.run(id, sequence, receivedAtMs, digest, sealFor(publicKey, aboutPush(id, sequence, receivedAtMs), bytes));
  });
  const removePairing = db.transaction((id: string): number | null => {
    const dropped = db
      .prepare<[string], number>(
        'SELECT COUNT(*) FROM pushes WHERE mailbox_id IN (SELECT id FROM mailboxes WHERE pairing_id = ?)',
      )
      .pluck()
      .get(id);
    const { changes } = db.prepare<[string]>('DELETE FROM pairings WHERE id = ?').run(id);
    return changes === 0 ? null : (dropped ?? 0);
  });
  const closeMailbox = db.transaction((pairingId: string, mailbox: string): number => {
    const dropped = countOf.get(mailbox) ?? 0;
    const { changes } = db
      .prepare<[string, string]>('DELETE FROM mailboxes WHERE id = ? AND pairing_id = ?')
      .run(mailbox, pairingId);
    return changes === 0 ? 0 : dropped;
  });
  const dropOlderThan = db.transaction((atMs: number): string[] => {
    const lost = db
      .prepare<[number], { mailbox_id: string; pairing_id: string; n: number; from_ms: number; to_ms: number }>(
        `SELECT p.mailbox_id, m.pairing_id, COUNT(*) AS n, MIN(p.received_at_ms) AS from_ms, MAX(p.received_at_ms) AS to_ms
         FROM pushes p JOIN mailboxes m ON m.id = p.mailbox_id WHERE p.received_at_ms < ? GROUP BY p.mailbox_id`,
      )
      .all(atMs);
    const count = db.prepare<[number, number, number, string]>(
      'UPDATE mailboxes SET lost_count = lost_count + ?, lost_from_ms = MIN(COALESCE(lost_from_ms, 9e15), ?), lost_to_ms = ? WHERE id = ?',
    );
    for (const each of lost) count.run(each.n, each.from_ms, each.to_ms, each.mailbox_id);
    db.prepare<[number]>('DELETE FROM pushes WHERE received_at_ms < ?').run(atMs);
    return [...new Set(lost.map((each) => each.pairing_id))];
  });

  return {
    addPairing(name, nowMs) {
      const pairing = createPairing();
      db.prepare('INSERT INTO pairings (id, key, name, created_at_ms) VALUES (?, ?, ?, ?)').run(
        pairing.id,
        pairing.key,
        name,
        nowMs,
      );
      return pairing;
    },
    listPairings: () => db.prepare<[], StoredPairing>('SELECT * FROM pairings ORDER BY created_at_ms').all(),
    findPairing: (id) => db.prepare<[string], StoredPairing>('SELECT * FROM pairings WHERE id = ?').get(id),
    bindWorkstation: (id, publicKey, nowMs) =>
      db
        .prepare<[string, number, string, string]>(
          'UPDATE pairings SET public_key = ?, last_seen_at_ms = ? WHERE id = ? AND (public_key IS NULL OR public_key = ?)',
        )
        .run(publicKey, nowMs, id, publicKey).changes > 0,
    noteSeen: (id, nowMs) => {
      db.prepare<[number, string]>('UPDATE pairings SET last_seen_at_ms = ? WHERE id = ?').run(nowMs, id);
    },
    removePairing,
    openMailbox: (pairingId, mailbox, manners, nowMs) =>
      db
        .prepare<[string, string, string, number]>(
          `INSERT INTO mailboxes (id, pairing_id, manners_json, created_at_ms) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET manners_json = excluded.manners_json WHERE pairing_id = excluded.pairing_id`,
        )
        .run(mailbox, pairingId, JSON.stringify(manners), nowMs).changes > 0,
    closeMailbox,
    findMailbox(id) {
      const row = findRow.get(id);
      if (!row?.public_key) return undefined;
      const manners = MailboxManners.parse(JSON.parse(row.manners_json));
      return { id: row.id, pairingId: row.pairing_id, publicKey: row.public_key, manners };
    },
    keep: (mailbox, delivery, receivedAtMs) => keep.immediate(mailbox, delivery, receivedAtMs),
    noteRefused: (mailbox) => {
      db.prepare<[string]>('UPDATE mailboxes SET refused_count = refused_count + 1 WHERE id = ?').run(mailbox);
    },
    listWaiting: (mailbox, after, limit) =>
      db
        .prepare<[string, number, number], WaitingPush>(
          'SELECT sequence, received_at_ms, sealed FROM pushes WHERE mailbox_id = ? AND sequence > ? ORDER BY sequence LIMIT ?',
        )
        .all(mailbox, after, limit),
    listMailboxes: (pairingId) =>
      db
        .prepare<[string], string>('SELECT id FROM mailboxes WHERE pairing_id = ? ORDER BY created_at_ms, id')
        .pluck()
        .all(pairingId),
    acknowledge: (pairingId, mailbox, sequence) =>
      db
        .prepare<[string, number, string]>(
          'DELETE FROM pushes WHERE mailbox_id = ? AND sequence <= ? AND mailbox_id IN (SELECT id FROM mailboxes WHERE pairing_id = ?)',
        )
        .run(mailbox, sequence, pairingId).changes,
    states: (pairingId) =>
      db
        .prepare<[string], MailboxState>(
          `SELECT m.id, m.received_count AS receivedCount, m.repeated_count AS repeatedCount, m.refused_count AS refusedCount,
             m.last_received_at_ms AS lastReceivedAtMs, m.lost_count AS lostCount, m.lost_from_ms AS lostFromMs, m.lost_to_ms AS lostToMs,
             (SELECT COUNT(*) FROM pushes p WHERE p.mailbox_id = m.id) AS waiting,
             (SELECT MIN(received_at_ms) FROM pushes p WHERE p.mailbox_id = m.id) AS oldestAtMs
           FROM mailboxes m WHERE m.pairing_id = ? ORDER BY m.created_at_ms, m.id`,
        )
        .all(pairingId),
    dropOlderThan: (atMs) => dropOlderThan.immediate(atMs),
    close: () => db.close(),
  };
}

interface MailboxRow {
  id: string;
  pairing_id: string;
  public_key: string | null;
  manners_json: string;
}

function ensureDigestKey(db: Database.Database): Uint8Array {
  db.prepare('INSERT INTO digest_key (key) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM digest_key)').run(randomBytes(32));
  return db.prepare<[], Uint8Array>('SELECT key FROM digest_key').pluck().get() ?? randomBytes(32);
}
