import { checkGoods } from '#core/customs/check-goods.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { requireChange } from '#main/usecases/customs/goods/change-rows.ts';
import { canonical, enforce, putGoods, requireGoods } from '#main/usecases/customs/goods/save-goods.ts';
import type { SavedGoods } from '#main/usecases/customs/goods/save-goods.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { GoodsChange } from '#shared/contract/customs-goods.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { GoodsFacts } from '#shared/model/customs-goods.ts';
import type { CustomsGoods } from '#shared/model/customs-goods.ts';

export interface GoodsDecision {
  readonly changeId: string;
  /** `withdraw`: by the person who made it. */
  readonly decision: 'agree' | 'refuse' | 'withdraw';
  readonly note: string;
}

/**
 * A second person agrees to a change or refuses it, or the first takes it back before that. An integration's token is no person.
 * @throws AppError ERR_CUSTOMS_CHANGE_UNKNOWN, ERR_CUSTOMS_CHANGE_DECIDED, ERR_CUSTOMS_CHANGE_SAME_PERSON,
 *   ERR_CUSTOMS_CHANGE_NOT_YOURS, ERR_CUSTOMS_GOODS_CHANGED_SINCE, ERR_CUSTOMS_HS_*
 */
export function decideChange(context: UseCaseContext, act: Act, { changeId, decision, note }: GoodsDecision): void {
  context.db.transaction((tx) => {
    const change = requireChange(tx, changeId);
    if (change.state !== 'pending')
      throw new AppError('ERR_CUSTOMS_CHANGE_DECIDED', { sku: change.skuCode, state: change.state });
    const isOwn = change.byId === act.actor.id;
    if (decision === 'withdraw' && !isOwn) throw new AppError('ERR_CUSTOMS_CHANGE_NOT_YOURS', { by: change.by });
    if (decision !== 'withdraw' && (isOwn || act.actor.kind !== 'operator'))
      throw new AppError('ERR_CUSTOMS_CHANGE_SAME_PERSON', { sku: change.skuCode, by: change.by });
    if (decision === 'agree') putIntoForce(tx, context, change);
    closeChange(tx, context, act, change, decision, note);
  });
}

/** Takes a change back that nobody has decided. */
export function withdrawChange(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  change: GoodsChange,
  note: string,
): void {
  closeChange(tx, context, act, change, 'withdraw', note);
}

const STATES = { agree: 'agreed', refuse: 'refused', withdraw: 'withdrawn' } as const;

function closeChange(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  change: GoodsChange,
  decision: GoodsDecision['decision'],
  note: string,
): void {
  const atMs = context.clock.nowMs();
  tx.prepare<(string | number)[]>(
    'UPDATE customs_goods_changes SET state = ?, decided_by_id = ?, decided_by_name = ?, decided_at_ms = ?, decide_note = ? WHERE id = ?',
  ).run(STATES[decision], act.actor.id, act.actor.name, atMs, note, change.id);
  const data = { fields: change.fields.map(({ field }) => field), reason: note };
  recordAudit(tx, { atMs, act, what: `customs_goods.${decision}`, target: change.skuCode, data });
  tx.changed('customs-goods');
}

function putIntoForce(tx: WriteTx, context: UseCaseContext, change: GoodsChange): void {
  const goods = requireGoods(tx, change.skuId);
  refuseChanged(goods, change, 'before');
  const after = GoodsFacts.partial().parse(
    Object.fromEntries(change.fields.map(({ field, after: value }) => [field, value])),
  );
  const problem = checkGoods({ ...goods, ...after });
  if (problem) throw new AppError(problem.code, problem.data);
  enforce(tx, context, goods, change.fields);
}

/**
 * Takes a change back that is in force: its fields get their former values, by a change of its own, which waits for a second person
 * like any other.
 * @throws AppError ERR_CUSTOMS_CHANGE_UNKNOWN, ERR_CUSTOMS_CHANGE_NOT_IN_FORCE, ERR_CUSTOMS_GOODS_CHANGED_SINCE, and as putGoods
 */
export function undoChange(
  context: UseCaseContext,
  act: Act,
  { changeId, reason }: { readonly changeId: string; readonly reason: string },
): SavedGoods {
  return context.db.transaction((tx) => {
    const change = requireChange(tx, changeId);
    if ((change.state !== 'applied' && change.state !== 'agreed') || change.isUndone)
      throw new AppError('ERR_CUSTOMS_CHANGE_NOT_IN_FORCE', { sku: change.skuCode, state: change.state });
    return reverseChange(tx, context, act, change, reason);
  });
}

/** Gives the fields of a change in force their former values. @throws AppError ERR_CUSTOMS_GOODS_CHANGED_SINCE, and as putGoods */
export function reverseChange(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  change: GoodsChange,
  reason: string,
): SavedGoods {
  refuseChanged(requireGoods(tx, change.skuId), change, 'after');
  const patch = GoodsFacts.partial().parse(
    Object.fromEntries(change.fields.map(({ field, before }) => [field, before])),
  );
  return putGoods(tx, context, act, { skuId: change.skuId, version: null, patch, reason, undoesId: change.id });
}

/** Whoever changed the field since meant it: neither agreeing nor undoing goes over that. */
function refuseChanged(goods: CustomsGoods, change: GoodsChange, side: 'before' | 'after'): void {
  const moved = change.fields.find((line) => canonical(goods[line.field]) !== canonical(line[side]));
  if (moved) throw new AppError('ERR_CUSTOMS_GOODS_CHANGED_SINCE', { sku: goods.skuCode, field: moved.field });
}
