import { compilePipeline } from '#core/cleaning/compile-pipeline.ts';
import { maskShape } from '#core/cleaning/mask-shape.ts';
import type { RuleInForce } from '#core/cleaning/cleaning-types.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { listChangeRows } from '#main/usecases/cleaning/change-rows.ts';
import { chinaPlaces } from '#main/usecases/cleaning/china-places.ts';
import { definitionFault } from '#main/usecases/cleaning/manage-rules.ts';
import { readSubject, textAt, withTextAt } from '#main/usecases/cleaning/stored-subject.ts';
import type { StoredSubject } from '#main/usecases/cleaning/stored-subject.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import { startSlice } from '#main/usecases/slice-budget.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CleaningPreview } from '#shared/contract/cleaning.ts';
import { DOUBT_FLAGS } from '#shared/model/cleaning.ts';
import type { CleaningDefinition } from '#shared/model/cleaning.ts';
import { OrderId } from '#shared/model/ids.ts';

export interface PreviewRequest {
  readonly id: string | null;
  readonly definition: CleaningDefinition;
  readonly scope: { readonly kind: 'orders' | 'days'; readonly count: number };
}

/** The problem beside them says it already. */
const DOUBTS: ReadonlySet<string> = new Set(DOUBT_FLAGS);
const MOST_SHOWN = 100;
/** Of one look at some days. */
const MOST_ORDERS = 5_000;
const DAY_MS = 86_400_000;

/**
 * Runs a rule on the newest stored orders and tells what it would change; nothing is written. What the rule itself changed
 * before is set aside first, so that an edited rule is seen as if it were the first.
 * @throws AppError ERR_CLEANING_RULE_INVALID
 */
export async function previewRule(context: UseCaseContext, request: PreviewRequest): Promise<CleaningPreview> {
  const fault = definitionFault(request.definition);
  if (fault) throw new AppError('ERR_CLEANING_RULE_INVALID', { field: fault[0], reason: fault[1] });
  const rule: RuleInForce = {
    id: request.id ?? '',
    version: 0,
    percent: 100,
    isLocked: false,
    definition: request.definition,
  };
  const pipeline = compilePipeline([rule], chinaPlaces);
  const orders: CleaningPreview['orders'] = [];
  const counts = { seen: 0, changed: 0, errors: 0 };
  const ids = orderIds(context.read, context.clock.nowMs(), request.scope);
  let hasTime = startSlice();
  for (const orderId of ids) {
    if (!hasTime()) {
      await giveWay();
      hasTime = startSlice();
      hasTime();
    }
    const stored = readSubject(context.read, orderId);
    if (!stored) continue;
    const subject = request.id === null ? stored : setAside(context.read, stored, request.id);
    const { changes, troubles } = pipeline.clean(subject.shopId, subject);
    counts.seen += 1;
    if (troubles.length > 0) counts.errors += 1;
    else if (changes.length > 0) counts.changed += 1;
    if ((changes.length > 0 || troubles.length > 0) && orders.length < MOST_SHOWN)
      orders.push({
        orderId: OrderId.parse(orderId),
        number: subject.displayNumber,
        shopName: subject.shopName,
        changes: changes
          .filter(({ after }) => !DOUBTS.has(after))
          .map(({ path, before, after }) => ({
            path,
            before: maskShape(path, before),
            after: maskShape(path, after),
          })),
        problems: troubles.map(({ path, problem }) => ({ path, problem })),
      });
  }
  return { ...counts, orders };
}

function orderIds(db: ReadDb, nowMs: number, scope: PreviewRequest['scope']): string[] {
  if (scope.kind === 'orders')
    return db.pluck<[number], string>('SELECT id FROM orders ORDER BY list_key DESC LIMIT ?').all(scope.count);
  return db
    .prepare<[number], { id: string; placed_at_ms: number }>(
      'SELECT id, placed_at_ms FROM orders ORDER BY list_key DESC LIMIT ?',
    )
    .all(MOST_ORDERS)
    .filter(({ placed_at_ms: placedAtMs }) => placedAtMs >= nowMs - scope.count * DAY_MS)
    .map(({ id }) => id);
}

/** The order as this rule met it. A text that others changed afterwards stays. */
function setAside(db: ReadDb, subject: StoredSubject, ruleId: string): StoredSubject {
  let current = subject;
  for (const change of listChangeRows(db, subject.orderId).toReversed()) {
    if (change.rule_id !== ruleId || change.undone_at_ms !== null) continue;
    if (textAt(current, change.path) === change.after_text)
      current = withTextAt(current, change.path, change.before_text);
  }
  return current;
}
