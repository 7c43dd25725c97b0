import { maskShape } from '#core/cleaning/mask-shape.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { listChangeRows } from '#main/usecases/cleaning/change-rows.ts';
import { recordReveal } from '#main/usecases/orders/reveal-recipient.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { OrderCleaning } from '#shared/contract/cleaning.ts';

/** What rules changed of an order, personal data masked. */
export function readOrderCleaning(db: ReadDb, orderId: string): OrderCleaning {
  return view(db, orderId, maskShape);
}

/** The same in clear; the look is written down as for the recipient itself. @throws AppError ERR_ORDER_UNKNOWN */
export function revealOrderCleaning(context: UseCaseContext, act: Act, orderId: string, reason: string): OrderCleaning {
  recordReveal(context, act, { orderId, reason });
  return view(context.read, orderId, (_path, text) => text);
}

function view(db: ReadDb, orderId: string, show: (path: string, text: string) => string): OrderCleaning {
  const nameOf = db.pluck<[string], string>('SELECT name FROM cleaning_rules WHERE id = ?');
  return {
    changes: listChangeRows(db, orderId).map((row) => ({
      path: row.path,
      before: show(row.path, row.before_text),
      after: show(row.path, row.after_text),
      ruleId: row.rule_id,
      ruleName: nameOf.get(row.rule_id) ?? '',
      version: row.version,
      atMs: row.at_ms,
      undoneAtMs: row.undone_at_ms,
    })),
  };
}
