import type { ReadDb } from '#main/db/handles.ts';
import { hasRight } from '#main/db/repos/operator-rights-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { OperatorRight } from '#shared/model/operator-right.ts';

/** The person at a window of a shop where nobody has to sign in (rpc/session.ts): the only one there is, with every right. */
const LOCAL_ID = 'local';

/** Only persons have named rights: no token, no device, no job. @throws AppError ERR_AUTH_RIGHT_MISSING */
export function requireRight(db: ReadDb, act: Act, right: OperatorRight): void {
  if (act.actor.kind === 'operator' && personHasRight(db, act.actor.id, right)) return;
  throw new AppError('ERR_AUTH_RIGHT_MISSING', { right });
}

/** @param operatorId of a person at a window */
export function personHasRight(db: ReadDb, operatorId: string, right: OperatorRight): boolean {
  return operatorId === LOCAL_ID || hasRight(db, operatorId, right);
}
