import type { OrderReading } from '#main/plugins/channels/channel-connector.ts';
import type { Act } from '#main/usecases/actor.ts';
import { beginCleaning } from '#main/usecases/cleaning/cleaning-run.ts';
import { applyDraft } from '#main/usecases/orders/apply-draft.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { differences, orderFacts } from '#main/usecases/shops/replay/order-facts.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { FieldChange, ReplayOutcome } from '#shared/contract/replay.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface Tried {
  readonly outcome: ReplayOutcome;
  readonly code: string | null;
  readonly changes: readonly FieldChange[];
}

/** Carries the outcome out of a transaction that must not stay. */
class Undone extends Error {
  readonly tried: Tried;
  constructor(tried: Tried) {
    super('undone');
    this.tried = tried;
  }
}

/**
 * What a message would change, told by the very code that applies it: it is applied in a transaction that is taken back.
 * @returns `same` where the order would stay as it is
 */
export function tryMessage(context: UseCaseContext, act: Act, shop: ConnectedShop, payload: Uint8Array): Tried {
  const reading: OrderReading = shop.connector.readOrder(payload, {
    currency: shop.currency,
    statusMap: shop.statusMap,
  });
  if (!reading.ok) return { outcome: 'parked', code: reading.code, changes: [] };
  const { draft } = reading;
  try {
    return context.db.transaction((tx) => {
      const before = orderFacts(tx, shop.id, draft.externalNumber);
      const atMs = context.clock.nowMs();
      const applied = applyDraft(tx, context.ids, act, atMs, shop, beginCleaning(tx, atMs), draft);
      const changes = differences(before, orderFacts(tx, shop.id, draft.externalNumber));
      throw new Undone({ outcome: outcomeOf(applied.kind, changes.length), code: null, changes });
    });
  } catch (error) {
    if (error instanceof Undone) return error.tried;
    if (error instanceof AppError && !error.code.startsWith('ERR_DB_'))
      return { outcome: 'parked', code: error.code, changes: [] };
    throw error;
  }
}

function outcomeOf(kind: 'created' | 'updated' | 'unchanged' | 'stale', changes: number): ReplayOutcome {
  if (kind === 'created') return 'created';
  if (kind === 'stale') return 'stale';
  return changes === 0 ? 'same' : 'changed';
}
