import { randomBytes } from 'node:crypto';
import { encodeCrockford } from '#core/kernel/crockford.ts';
import { insertBadge, revokeBadges } from '#main/db/repos/badges-repo.ts';
import { findOperator } from '#main/db/repos/operators-repo.ts';
import { sha256Hex } from '#main/db/sha256-hex.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { OperatorId } from '#shared/model/ids.ts';
import { formatBadge } from '#shared/scanning/command-barcode.ts';

/** 80 bits: nobody guesses one at a window, so a fast hash is enough; more would not fit a card at a width that lasers read. */
const CHARACTERS = 16;

/**
 * Makes a person's badge; an earlier one is void from then on. The text to print is returned this once, only its hash is kept.
 * @throws AppError ERR_AUTH_OPERATOR_UNKNOWN
 */
export function makeBadge(ctx: UseCaseContext, act: Act, operatorId: OperatorId): { name: string; code: string } {
  const secret = encodeCrockford(randomBytes(10), CHARACTERS);
  return ctx.db.transaction((tx) => {
    const operator = findOperator(tx, operatorId);
    if (!operator || operator.active !== 1) throw new AppError('ERR_AUTH_OPERATOR_UNKNOWN');
    const madeAtMs = ctx.clock.nowMs();
    const replaced = revokeBadges(tx, operatorId, madeAtMs);
    insertBadge(tx, { id: ctx.ids.next(), operatorId, codeHash: sha256Hex(secret), madeAtMs });
    recordAudit(tx, { atMs: madeAtMs, act, what: 'operator.badge_make', target: operator.name, data: { replaced } });
    return { name: operator.name, code: formatBadge(secret) };
  });
}

/** The badge was lost: it signs nobody in any more. @throws AppError ERR_AUTH_OPERATOR_UNKNOWN when there is none */
export function revokeBadge(ctx: UseCaseContext, act: Act, operatorId: OperatorId): void {
  ctx.db.transaction((tx) => {
    const atMs = ctx.clock.nowMs();
    const operator = findOperator(tx, operatorId);
    if (!operator || !revokeBadges(tx, operatorId, atMs)) throw new AppError('ERR_AUTH_OPERATOR_UNKNOWN');
    recordAudit(tx, { atMs, act, what: 'operator.badge_revoke', target: operator.name });
  });
}
