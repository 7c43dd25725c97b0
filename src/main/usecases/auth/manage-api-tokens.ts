import { randomBytes } from 'node:crypto';
import type { Act } from '#main/usecases/actor.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { TokenScope } from '#core/kernel/permissions.ts';
import type { ReadDb } from '#main/db/handles.ts';
import {
  findLiveApiToken,
  insertApiToken,
  listApiTokenRows,
  revokeApiTokenRow,
  touchApiToken,
} from '#main/db/repos/api-tokens-repo.ts';
import { sha256Hex } from '#main/db/sha256-hex.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { writeIfPossible } from '#main/usecases/write-if-possible.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { UtcMs } from '#shared/model/time.ts';

export interface ApiTokenView {
  readonly id: string;
  readonly name: string;
  readonly scope: TokenScope;
  readonly createdAtMs: UtcMs;
  readonly lastUsedAtMs: UtcMs | null;
  readonly revokedAtMs: UtcMs | null;
}

/** Recognisable, so that leak scanners and our own log redaction find it. */
const TOKEN_PREFIX = 'pbk_';
/** The last use is shown to the minute; a write per call would cost more than the call. */
const TOUCH_INTERVAL_MS = 60_000;

/** Makes a token; its text is returned this once, only its hash is kept. 256 random bits need no slow hash. */
export function createApiToken(
  ctx: UseCaseContext,
  input: { name: string; scope: TokenScope },
  act: Act,
): { id: string; token: string } {
  const token = `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
  const id = ctx.ids.next();
  const nowMs = ctx.clock.nowMs();
  ctx.db.transaction((tx) => {
    const row = {
      id,
      name: input.name,
      scope: input.scope,
      token_hash: sha256Hex(token),
      created_at_ms: nowMs,
      last_used_at_ms: null,
      revoked_at_ms: null,
    };
    insertApiToken(tx, row);
    recordAudit(tx, {
      atMs: nowMs,
      act,
      what: 'api_token.create',
      target: input.name,
      data: { id, scope: input.scope },
    });
  });
  return { id, token };
}

export function listApiTokens(db: ReadDb): ApiTokenView[] {
  return listApiTokenRows(db).map((row) => ({
    id: row.id,
    name: row.name,
    scope: row.scope,
    createdAtMs: row.created_at_ms,
    lastUsedAtMs: row.last_used_at_ms,
    revokedAtMs: row.revoked_at_ms,
  }));
}

/** @throws AppError ERR_HOST_NOT_FOUND when there is no live token of this id */
export function revokeApiToken(ctx: UseCaseContext, id: string, act: Act): void {
  ctx.db.transaction((tx) => {
    const nowMs = ctx.clock.nowMs();
    const name = revokeApiTokenRow(tx, id, nowMs);
    if (name === undefined) throw new AppError('ERR_HOST_NOT_FOUND', { what: 'api token' });
    recordAudit(tx, { atMs: nowMs, act, what: 'api_token.revoke', target: name, data: { id } });
  });
}

/** Who a bearer token belongs to. @throws AppError ERR_AUTH_TOKEN_INVALID */
export function authenticateApiToken(
  ctx: Pick<UseCaseContext, 'db' | 'clock'>,
  token: string,
): { id: string; name: string; scope: TokenScope } {
  const row = token.startsWith(TOKEN_PREFIX) ? findLiveApiToken(ctx.db, sha256Hex(token)) : undefined;
  if (!row) throw new AppError('ERR_AUTH_TOKEN_INVALID');
  const nowMs = ctx.clock.nowMs();
  if (Math.abs(nowMs - (row.last_used_at_ms ?? 0)) >= TOUCH_INTERVAL_MS)
    writeIfPossible(ctx, (tx) => touchApiToken(tx, row.id, nowMs));
  return { id: row.id, name: row.name, scope: row.scope };
}
