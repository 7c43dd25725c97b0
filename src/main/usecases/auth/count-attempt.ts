import { isLockedOut, lockedUntilMs } from '#core/kernel/lock-out.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { findOperator, setFailedCount } from '#main/db/repos/operators-repo.ts';
import type { OperatorRow } from '#main/db/repos/operators-repo.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { writeIfPossible } from '#main/usecases/write-if-possible.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { OperatorId } from '#shared/model/ids.ts';

type Attempts = Pick<OperatorRow, 'failed_count' | 'locked_until_ms'>;

/** Attempts on databases that may only be read: there, too, a PIN cannot be tried without end. */
const unwritten = new WeakMap<ReadDb, Map<OperatorId, Attempts>>();

/**
 * Counts a try before the PIN is looked at: tries at the same moment cannot share one count.
 * @throws AppError ERR_AUTH_OPERATOR_UNKNOWN, ERR_AUTH_LOCKED_OUT {untilMs}
 */
export function countAttempt(ctx: UseCaseContext, operatorId: OperatorId): OperatorRow {
  let tried: OperatorRow | null = null;
  const written = writeIfPossible(ctx, (tx) => {
    tried = nextAttempt(findOperator(tx, operatorId), ctx.clock.nowMs());
    setFailedCount(tx, operatorId, tried.failed_count, tried.locked_until_ms);
  });
  if (written && tried) return tried;
  const operator = findOperator(ctx.read, operatorId);
  const kept = attemptsOn(ctx.db);
  const unkept = nextAttempt(operator && { ...operator, ...kept.get(operatorId) }, ctx.clock.nowMs());
  kept.set(operatorId, { failed_count: unkept.failed_count, locked_until_ms: unkept.locked_until_ms });
  return unkept;
}

/** The right PIN came: what was tried before counts no more. */
export function forgetAttempts(ctx: Pick<UseCaseContext, 'db'>, operatorId: OperatorId): void {
  attemptsOn(ctx.db).set(operatorId, { failed_count: 0, locked_until_ms: null });
}

function nextAttempt(operator: OperatorRow | undefined, nowMs: number): OperatorRow {
  if (!operator || operator.active !== 1) throw new AppError('ERR_AUTH_OPERATOR_UNKNOWN');
  if (isLockedOut(operator.locked_until_ms, nowMs))
    throw new AppError('ERR_AUTH_LOCKED_OUT', { untilMs: operator.locked_until_ms });
  const failedCount = operator.failed_count + 1;
  return { ...operator, failed_count: failedCount, locked_until_ms: lockedUntilMs(failedCount, nowMs) };
}

function attemptsOn(db: ReadDb): Map<OperatorId, Attempts> {
  const known = unwritten.get(db) ?? new Map<OperatorId, Attempts>();
  unwritten.set(db, known);
  return known;
}
