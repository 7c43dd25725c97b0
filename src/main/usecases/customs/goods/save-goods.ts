import { checkGoods } from '#core/customs/check-goods.ts';
import { cleanGoods } from '#core/customs/clean-goods.ts';
import { scoreGoods } from '#core/customs/goods-score.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { writeGoods } from '#main/usecases/customs/goods/goods-rows.ts';
import { readGoodsForCustoms } from '#main/usecases/customs/goods/read-goods.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { CHECKED_GOODS_FIELDS, GoodsFacts } from '#shared/model/customs-goods.ts';
import type { CustomsGoods, GoodsField, GoodsPatch } from '#shared/model/customs-goods.ts';
import { SkuId } from '#shared/model/ids.ts';

export interface GoodsSave {
  readonly skuId: string;
  /** That the person had before them; null: whatever stands there now is changed (files, which name what they change). */
  readonly version: number | null;
  readonly patch: GoodsPatch;
  readonly reason: string;
  /** The change that this one takes back. */
  readonly undoesId?: string;
}

/** `partly`: what customs judges waits for a second person, the rest is in force. */
export interface SavedGoods {
  readonly state: 'unchanged' | 'saved' | 'pending' | 'partly';
  readonly version: number;
  readonly changeIds: readonly string[];
}

interface FieldChange {
  readonly field: GoodsField;
  readonly before: unknown;
  readonly after: unknown;
}

/** A person saves what they changed. @throws AppError as {@link putGoods} */
export function saveGoods(context: UseCaseContext, act: Act, save: GoodsSave): SavedGoods {
  return context.db.transaction((tx) => putGoods(tx, context, act, save));
}

/**
 * Changes goods inside a transaction. Fields that stay as they were are no change. While two people are wanted, a field that
 * customs judges keeps its old value until another person agrees, and nobody changes it meanwhile.
 * @throws AppError ERR_STOCK_SKU_UNKNOWN, ERR_CUSTOMS_GOODS_STALE, ERR_CUSTOMS_GOODS_FIELD_PENDING, ERR_CUSTOMS_GOODS_INVALID,
 *   ERR_CUSTOMS_HS_*, ERR_CUSTOMS_CERTIFICATE_TWICE
 */
export function putGoods(tx: WriteTx, context: UseCaseContext, act: Act, save: GoodsSave): SavedGoods {
  const goods = requireGoods(tx, save.skuId);
  if (save.version !== null && save.version !== goods.version)
    throw new AppError('ERR_CUSTOMS_GOODS_STALE', { sku: goods.skuCode, seen: save.version, version: goods.version });
  const patch = cleanGoods(save.patch);
  const changes = changesOf(goods, patch);
  if (changes.length === 0) return { state: 'unchanged', version: goods.version, changeIds: [] };
  const problem = checkGoods({ ...goods, ...patch });
  if (problem) throw new AppError(problem.code, problem.data);
  refusePendingFields(tx, goods, changes);
  const isChecked = ({ field }: FieldChange): boolean => CHECKED_GOODS_FIELDS.includes(field);
  const waits = readSetting(tx, 'customsSecondPerson') ? changes.filter(isChecked) : [];
  const counts = changes.filter((change) => !waits.includes(change));
  const changeIds: string[] = [];
  if (counts.length > 0) changeIds.push(insertChange(tx, context, act, save, 'applied', counts));
  if (waits.length > 0) changeIds.push(insertChange(tx, context, act, save, 'pending', waits));
  const version = counts.length > 0 ? enforce(tx, context, goods, counts) : goods.version;
  const state = waits.length === 0 ? 'saved' : counts.length === 0 ? 'pending' : 'partly';
  recordAudit(tx, {
    atMs: context.clock.nowMs(),
    act,
    what: 'customs_goods.save',
    target: goods.skuCode,
    data: { fields: changes.map(({ field }) => field), state, reason: save.reason },
  });
  tx.changed('customs-goods');
  return { state, version, changeIds };
}

/** Puts changes into force. @returns the new version */
export function enforce(
  tx: WriteTx,
  context: UseCaseContext,
  goods: CustomsGoods,
  changes: readonly Pick<FieldChange, 'field' | 'after'>[],
): number {
  const facts = GoodsFacts.parse({
    ...goods,
    ...Object.fromEntries(changes.map(({ field, after }) => [field, after])),
  });
  const { score, gaps } = scoreGoods(facts);
  const version = goods.version + 1;
  const missing = gaps.map(({ gap }) => gap);
  writeGoods(tx, goods.skuId, facts, { version, atMs: context.clock.nowMs(), score, missing });
  tx.changed('customs-goods');
  return version;
}

/** @throws AppError ERR_STOCK_SKU_UNKNOWN */
export function requireGoods(tx: WriteTx, skuId: string): CustomsGoods {
  const goods = readGoodsForCustoms(tx, [skuId]).get(SkuId.parse(skuId));
  if (!goods) throw new AppError('ERR_STOCK_SKU_UNKNOWN', { skuId });
  return goods;
}

/** One text per value, whatever the order in which its parts were written. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

function changesOf(goods: CustomsGoods, patch: GoodsPatch): FieldChange[] {
  return GoodsFacts.keyof()
    .options.filter((field) => patch[field] !== undefined)
    .map((field) => ({ field, before: goods[field], after: patch[field] }))
    .filter(({ before, after }) => canonical(before) !== canonical(after));
}

function refusePendingFields(tx: WriteTx, goods: CustomsGoods, changes: readonly FieldChange[]): void {
  const pending = tx
    .prepare<[string], { field: string; actor_name: string }>(
      `SELECT f.field, c.actor_name FROM customs_goods_changes c JOIN customs_goods_change_fields f ON f.change_id = c.id
       WHERE c.sku_id = ? AND c.state = 'pending'`,
    )
    .all(goods.skuId);
  const taken = pending.find(({ field }) => changes.some((change) => change.field === field));
  if (taken)
    throw new AppError('ERR_CUSTOMS_GOODS_FIELD_PENDING', {
      sku: goods.skuCode,
      field: taken.field,
      by: taken.actor_name,
    });
}

function insertChange(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  save: GoodsSave,
  state: 'applied' | 'pending',
  changes: readonly FieldChange[],
): string {
  const id = context.ids.next();
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO customs_goods_changes (id, sku_id, state, source, reason, actor_id, actor_name, at_ms, undoes_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    save.skuId,
    state,
    act.source,
    save.reason,
    act.actor.id,
    act.actor.name,
    context.clock.nowMs(),
    save.undoesId ?? null,
  );
  const insert = tx.prepare<[string, string, string, string]>(
    'INSERT INTO customs_goods_change_fields (change_id, field, before_json, after_json) VALUES (?, ?, ?, ?)',
  );
  for (const { field, before, after } of changes) insert.run(id, field, canonical(before), canonical(after));
  return id;
}
