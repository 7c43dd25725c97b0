import type { Act } from '#main/usecases/actor.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { isWeakPin } from '#core/kernel/lock-out.ts';
import type { OperatorRole } from '#core/kernel/permissions.ts';
import { rightsByOperator, saveRights } from '#main/db/repos/operator-rights-repo.ts';
import { badgeHolders } from '#main/db/repos/badges-repo.ts';
import {
  countOtherAdmins,
  findOperator,
  insertOperator,
  isNameTaken,
  saveOperator,
} from '#main/db/repos/operators-repo.ts';
import type { OperatorRow } from '#main/db/repos/operators-repo.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { operatorView } from '#main/usecases/auth/operator-view.ts';
import { hashPin } from '#main/usecases/auth/pin-hash.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { OperatorView } from '#shared/contract/auth.ts';
import type { OperatorId } from '#shared/model/ids.ts';
import type { OperatorRight } from '#shared/model/operator-right.ts';

export interface NewOperator {
  readonly name: string;
  readonly role: OperatorRole;
  /** Null: lets this person in without a PIN. */
  readonly pin: string | null;
  readonly rights?: readonly OperatorRight[] | undefined;
}

/** What is left out stays. */
export interface OperatorChange {
  readonly id: OperatorId;
  readonly name?: string | undefined;
  readonly role?: OperatorRole | undefined;
  readonly pin?: string | null | undefined;
  readonly active?: boolean | undefined;
  readonly rights?: readonly OperatorRight[] | undefined;
}

/** @throws AppError ERR_AUTH_PIN_WEAK, ERR_AUTH_NAME_TAKEN {name} */
export async function createOperator(ctx: UseCaseContext, input: NewOperator, act: Act): Promise<OperatorView> {
  const pinHash = await hashNewPin(input.pin);
  const nowMs = ctx.clock.nowMs();
  const rights = input.rights ?? [];
  const row: OperatorRow = {
    id: ctx.ids.next() as OperatorId,
    name: input.name.trim(),
    role: input.role,
    pin_hash: pinHash,
    failed_count: 0,
    locked_until_ms: null,
    active: 1,
    created_at_ms: nowMs,
  };
  ctx.db.transaction((tx) => {
    refuseTakenName(tx, row);
    insertOperator(tx, row);
    saveRights(tx, row.id, rights);
    recordAudit(tx, {
      atMs: nowMs,
      act,
      what: 'operator.create',
      target: row.name,
      data: { role: row.role, hasPin: pinHash !== null, ...(rights.length > 0 ? { rights } : {}) },
    });
  });
  return operatorView(row, false, rights);
}

/**
 * Changes a person; a new PIN also ends a lock-out.
 * @throws AppError ERR_AUTH_OPERATOR_UNKNOWN, ERR_AUTH_LAST_ADMIN, ERR_AUTH_PIN_WEAK, ERR_AUTH_NAME_TAKEN {name}
 */
export async function updateOperator(ctx: UseCaseContext, change: OperatorChange, act: Act): Promise<OperatorView> {
  const newPinHash = change.pin === undefined ? undefined : await hashNewPin(change.pin);
  return ctx.db.transaction((tx) => {
    const before = findOperator(tx, change.id);
    if (!before) throw new AppError('ERR_AUTH_OPERATOR_UNKNOWN');
    const after = changed(before, change, newPinHash);
    const loses = before.role === 'admin' && before.active === 1 && (after.role !== 'admin' || after.active !== 1);
    if (loses && countOtherAdmins(tx, before.id) === 0) throw new AppError('ERR_AUTH_LAST_ADMIN');
    refuseTakenName(tx, after);
    saveOperator(tx, after);
    const formerRights = rightsByOperator(tx).get(before.id) ?? [];
    const rights = change.rights ?? formerRights;
    if (change.rights) saveRights(tx, before.id, rights);
    const data = {
      before: auditable(before, formerRights),
      after: auditable(after, rights),
      pinChanged: newPinHash !== undefined,
    };
    recordAudit(tx, { atMs: ctx.clock.nowMs(), act, what: 'operator.change', target: before.name, data });
    return operatorView(after, badgeHolders(tx).has(after.id), rights);
  });
}

function changed(before: OperatorRow, change: OperatorChange, pinHash: string | null | undefined): OperatorRow {
  const unlocked = pinHash === undefined ? {} : { pin_hash: pinHash, failed_count: 0, locked_until_ms: null };
  return {
    ...before,
    ...unlocked,
    name: change.name?.trim() ?? before.name,
    role: change.role ?? before.role,
    active: (change.active ?? before.active === 1) ? 1 : 0,
  };
}

/** Two people who look alike on the sign-in page and in the audit would be one. */
function refuseTakenName(tx: WriteTx, { id, name }: OperatorRow): void {
  if (isNameTaken(tx, name, id)) throw new AppError('ERR_AUTH_NAME_TAKEN', { name });
}

async function hashNewPin(pin: string | null): Promise<string | null> {
  if (pin === null) return null;
  if (!/^\d{4,12}$/.test(pin) || isWeakPin(pin)) throw new AppError('ERR_AUTH_PIN_WEAK');
  return hashPin(pin);
}

function auditable(row: OperatorRow, rights: readonly OperatorRight[]): object {
  return { name: row.name, role: row.role, active: row.active === 1, ...(rights.length > 0 ? { rights } : {}) };
}
