import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { badgeHolders, findOperatorByBadge, touchBadge } from '#main/db/repos/badges-repo.ts';
import { rightsByOperator } from '#main/db/repos/operator-rights-repo.ts';
import { setFailedCount } from '#main/db/repos/operators-repo.ts';
import type { OperatorRow } from '#main/db/repos/operators-repo.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { sha256Hex } from '#main/db/sha256-hex.ts';
import { countAttempt, forgetAttempts } from '#main/usecases/auth/count-attempt.ts';
import { operatorView } from '#main/usecases/auth/operator-view.ts';
import { isPinRight } from '#main/usecases/auth/pin-hash.ts';
import { writeIfPossible } from '#main/usecases/write-if-possible.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { OperatorView } from '#shared/contract/auth.ts';
import type { OperatorId } from '#shared/model/ids.ts';

/**
 * Signs a person in with their PIN. A person without a PIN is let in without one: a shop of one may want that.
 * @throws AppError ERR_AUTH_OPERATOR_UNKNOWN, ERR_AUTH_PIN_WRONG {failedCount}, ERR_AUTH_LOCKED_OUT {untilMs}
 */
export async function signIn(
  ctx: UseCaseContext,
  input: { operatorId: OperatorId; pin: string },
  act: Act,
): Promise<OperatorView> {
  const operator = countAttempt(ctx, input.operatorId);
  const isRight = operator.pin_hash === null || (await isPinRight(input.pin, operator.pin_hash));
  if (!isRight) return refuse(ctx, operator, act);
  return letIn(ctx, operator, act);
}

/**
 * Signs a person in with the secret of their badge, scanned at the window. A badge can be lost or copied: the caller gives
 * the session no more than a packer's rights. Wrong PINs that were tried before go on counting, or a badge in the wrong
 * hands would give its finder new tries.
 * @throws AppError ERR_AUTH_BADGE_UNKNOWN when the badge was revoked, never made, or its person is switched off
 */
export function signInWithBadge(ctx: UseCaseContext, secret: string, act: Act): OperatorView {
  const codeHash = sha256Hex(secret);
  const operator = findOperatorByBadge(ctx.db, codeHash);
  if (!operator) throw new AppError('ERR_AUTH_BADGE_UNKNOWN');
  writeIfPossible(ctx, (tx) => {
    touchBadge(tx, codeHash, ctx.clock.nowMs());
    recordSignIn(tx, ctx, operator, act, 'badge');
  });
  return operatorView(operator, true, []);
}

function refuse(ctx: UseCaseContext, operator: OperatorRow, act: Act): never {
  writeIfPossible(ctx, (tx) => {
    recordAudit(tx, {
      atMs: ctx.clock.nowMs(),
      act,
      what: 'operator.sign_in_refused',
      target: operator.name,
      data: { failedCount: operator.failed_count },
    });
  });
  if (operator.locked_until_ms !== null)
    throw new AppError('ERR_AUTH_LOCKED_OUT', { untilMs: operator.locked_until_ms });
  throw new AppError('ERR_AUTH_PIN_WRONG', { failedCount: operator.failed_count });
}

function letIn(ctx: UseCaseContext, operator: OperatorRow, act: Act): OperatorView {
  forgetAttempts(ctx, operator.id);
  writeIfPossible(ctx, (tx) => {
    setFailedCount(tx, operator.id, 0, null);
    recordSignIn(tx, ctx, operator, act, 'pin');
  });
  const hasBadge = badgeHolders(ctx.db).has(operator.id);
  const rights = rightsByOperator(ctx.db).get(operator.id) ?? [];
  return operatorView({ ...operator, failed_count: 0, locked_until_ms: null }, hasBadge, rights);
}

/** In the name of the person who is in from now on: nobody was, when the act began. */
function recordSignIn(tx: WriteTx, ctx: UseCaseContext, operator: OperatorRow, act: Act, means: 'pin' | 'badge'): void {
  recordAudit(tx, {
    atMs: ctx.clock.nowMs(),
    act: { ...act, actor: { kind: 'operator', id: operator.id, name: operator.name } },
    what: 'operator.sign_in',
    target: operator.name,
    data: { means },
  });
}
