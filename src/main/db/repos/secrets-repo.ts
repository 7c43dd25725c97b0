import { AppError } from '#shared/errors/app-error.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';

/** The sealing that secrets need (lib/secret-box.ts). */
export interface SecretSealer {
  seal(name: string, secret: string): Uint8Array;
  open(name: string, box: Uint8Array): string | null;
}

/** Stores a credential, sealed once more than the file itself. Names like `shop:<id>:accessToken`. */
export function saveSecret(
  tx: WriteTx,
  sealer: SecretSealer,
  secret: { readonly name: string; readonly value: string },
  nowMs: UtcMs,
): void {
  tx.prepare<[string, Uint8Array, UtcMs]>(
    'INSERT INTO secrets (name, box, updated_at_ms) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET box = excluded.box, updated_at_ms = excluded.updated_at_ms',
  ).run(secret.name, sealer.seal(secret.name, secret.value), nowMs);
}

/** Null when there is none. @throws AppError ERR_DB_KEY_WRONG when the box does not open with this installation's key */
export function readSecret(db: ReadDb, sealer: SecretSealer, name: string): string | null {
  const box = db.pluck<[string], Uint8Array>('SELECT box FROM secrets WHERE name = ?').get(name);
  if (box === undefined) return null;
  const value = sealer.open(name, box);
  if (value === null) throw new AppError('ERR_DB_KEY_WRONG', { secret: name });
  return value;
}

export function deleteSecret(tx: WriteTx, name: string): void {
  tx.prepare<[string]>('DELETE FROM secrets WHERE name = ?').run(name);
}

/** Names only, for screens that say what is set. */
export function listSecretNames(db: ReadDb, prefix = ''): string[] {
  return db
    .pluck<[string, string], string>('SELECT name FROM secrets WHERE substr(name, 1, length(?)) = ? ORDER BY name')
    .all(prefix, prefix);
}
