import type { TokenScope } from '#core/kernel/permissions.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';

export interface ApiTokenRow {
  readonly id: string;
  readonly name: string;
  readonly scope: TokenScope;
  readonly token_hash: string;
  readonly created_at_ms: UtcMs;
  readonly last_used_at_ms: UtcMs | null;
  readonly revoked_at_ms: UtcMs | null;
}

export function insertApiToken(tx: WriteTx, row: ApiTokenRow): void {
  tx.prepare<[ApiTokenRow]>(
    `INSERT INTO api_tokens (id, name, scope, token_hash, created_at_ms, last_used_at_ms, revoked_at_ms)
     VALUES (@id, @name, @scope, @token_hash, @created_at_ms, @last_used_at_ms, @revoked_at_ms)`,
  ).run(row);
}

export function listApiTokenRows(db: ReadDb): ApiTokenRow[] {
  return db.prepare<[], ApiTokenRow>('SELECT * FROM api_tokens ORDER BY created_at_ms DESC, id').all();
}

export function findLiveApiToken(db: ReadDb, tokenHash: string): ApiTokenRow | undefined {
  return db
    .prepare<[string], ApiTokenRow>('SELECT * FROM api_tokens WHERE token_hash = ? AND revoked_at_ms IS NULL')
    .get(tokenHash);
}

export function touchApiToken(tx: WriteTx, id: string, nowMs: UtcMs): void {
  tx.prepare<[UtcMs, string]>('UPDATE api_tokens SET last_used_at_ms = ? WHERE id = ?').run(nowMs, id);
}

/** @returns the token's name, or undefined when there is no live one */
export function revokeApiTokenRow(tx: WriteTx, id: string, nowMs: UtcMs): string | undefined {
  return tx
    .pluck<[UtcMs, string], string>(
      'UPDATE api_tokens SET revoked_at_ms = ? WHERE id = ? AND revoked_at_ms IS NULL RETURNING name',
    )
    .get(nowMs, id);
}
