import { elementProblems, FIXED_ELEMENTS, joinElements, TYPICAL_ELEMENTS } from '#core/customs/goods-elements.ts';
import type { ElementProblem } from '#core/customs/goods-elements.ts';
import { hsExists } from '#core/customs/hs-exists.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { requireGoods } from '#main/usecases/customs/goods/save-goods.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ElementList } from '#shared/contract/customs-goods-parts.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { GoodsElement } from '#shared/model/customs-goods.ts';

interface ListRow {
  readonly code: string;
  readonly names_json: string;
  readonly source: 'entered' | 'learned';
  readonly version: number;
  readonly updated_by: string;
  readonly updated_at_ms: number;
}

/** What stands for a code without a list of its own. */
const TYPICAL: ElementList = {
  code: '',
  names: [...TYPICAL_ELEMENTS],
  source: 'typical',
  version: 0,
  updatedBy: '',
  updatedAtMs: 0,
};

/** Lists by their code. */
export function listElementLists(db: ReadDb): ElementList[] {
  return db.prepare<[], ListRow>('SELECT * FROM customs_element_lists ORDER BY code').all().map(viewOf);
}

/** The list whose code is the longest beginning of this one; the typical one where there is none. */
export function elementListFor(db: ReadDb, code: string): ElementList {
  const row = db
    .prepare<[string], ListRow>(
      "SELECT * FROM customs_element_lists WHERE ? LIKE code || '%' ORDER BY length(code) DESC LIMIT 1",
    )
    .get(code);
  return row ? viewOf(row) : TYPICAL;
}

/** @throws AppError ERR_CUSTOMS_HS_UNKNOWN, ERR_CUSTOMS_ELEMENTS_STALE, ERR_CUSTOMS_ELEMENTS_INVALID */
export function saveElementList(
  context: UseCaseContext,
  act: Act,
  input: { readonly code: string; readonly names: readonly string[]; readonly version: number },
): ElementList {
  return context.db.transaction((tx) => {
    requireVersion(tx, input.code, input.version);
    return putList(tx, context, act, input.code, input.names, 'entered');
  });
}

/**
 * Takes the element names of goods as the list of their Chinese code: what a declaration was accepted with is right for the next.
 * @throws AppError ERR_STOCK_SKU_UNKNOWN, ERR_CUSTOMS_ELEMENTS_NO_CODE, ERR_CUSTOMS_ELEMENTS_INVALID
 */
export function learnElementList(context: UseCaseContext, act: Act, skuId: string): ElementList {
  return context.db.transaction((tx) => {
    const goods = requireGoods(tx, skuId);
    const code = goods.hsCodes.find(({ scheme }) => scheme === 'cn10')?.code.slice(0, 10);
    const names = goods.elements.map(({ name }) => name).filter((name) => !isFixed(name));
    if (code === undefined || names.length === 0)
      throw new AppError('ERR_CUSTOMS_ELEMENTS_NO_CODE', { sku: goods.skuCode });
    return putList(tx, context, act, code, names, 'learned');
  });
}

/** @throws AppError ERR_CUSTOMS_ELEMENTS_STALE */
export function removeElementList(context: UseCaseContext, act: Act, code: string, version: number): void {
  context.db.transaction((tx) => {
    requireVersion(tx, code, version);
    tx.prepare<[string]>('DELETE FROM customs_element_lists WHERE code = ?').run(code);
    recordAudit(tx, { atMs: context.clock.nowMs(), act, what: 'customs_elements.remove', target: code });
    tx.changed('customs-goods');
  });
}

/** What is wrong with entered elements by the list of their code, and their text on the declaration. */
export function checkElements(
  db: ReadDb,
  code: string,
  elements: readonly GoodsElement[],
): { list: ElementList; problems: ElementProblem[]; joined: string } {
  const list = elementListFor(db, code);
  const wanted = list.source === 'typical' ? [] : list.names;
  return { list, problems: elementProblems(elements, wanted), joined: joinElements(elements) };
}

function putList(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  code: string,
  entered: readonly string[],
  source: ListRow['source'],
): ElementList {
  if (!hsExists(code.slice(0, code.length < 6 ? 4 : 6)))
    throw new AppError('ERR_CUSTOMS_HS_UNKNOWN', { code, six: code.slice(0, 6) });
  const names = entered.map((name) => cleanProse(name).replaceAll(/\s+/g, ' '));
  const wrong = names.find(
    (name, index) => name === '' || name.includes('|') || isFixed(name) || names.indexOf(name) !== index,
  );
  if (wrong !== undefined) throw new AppError('ERR_CUSTOMS_ELEMENTS_INVALID', { name: wrong });
  const before = tx.prepare<[string], ListRow>('SELECT * FROM customs_element_lists WHERE code = ?').get(code);
  const atMs = context.clock.nowMs();
  tx.prepare<(string | number)[]>(
    `INSERT INTO customs_element_lists (code, names_json, source, version, updated_at_ms, updated_by) VALUES (?, ?, ?, 1, ?, ?)
     ON CONFLICT (code) DO UPDATE SET names_json = excluded.names_json, source = excluded.source, version = version + 1,
       updated_at_ms = excluded.updated_at_ms, updated_by = excluded.updated_by`,
  ).run(code, JSON.stringify(names), source, atMs, act.actor.name);
  const data = { before: before ? viewOf(before).names : null, after: names };
  recordAudit(tx, {
    atMs,
    act,
    what: source === 'learned' ? 'customs_elements.learn' : 'customs_elements.save',
    target: code,
    data,
  });
  tx.changed('customs-goods');
  return elementListFor(tx, code);
}

function requireVersion(tx: WriteTx, code: string, seen: number): void {
  const version = tx.pluck<[string], number>('SELECT version FROM customs_element_lists WHERE code = ?').get(code) ?? 0;
  if (version !== seen) throw new AppError('ERR_CUSTOMS_ELEMENTS_STALE', { code, seen, version });
}

function isFixed(name: string): boolean {
  return FIXED_ELEMENTS.some((fixed) => fixed.name === name);
}

function viewOf(row: ListRow): ElementList {
  return {
    code: row.code,
    names: JSON.parse(row.names_json) as string[],
    source: row.source,
    version: row.version,
    updatedBy: row.updated_by,
    updatedAtMs: row.updated_at_ms,
  };
}
