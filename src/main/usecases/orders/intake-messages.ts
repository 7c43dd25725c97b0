import type { ChannelConnector, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { isDatabaseTrouble } from '#main/db/sqlite-error.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { OrderReading } from '#main/plugins/channels/channel-connector.ts';
import { beginCleaning } from '#main/usecases/cleaning/cleaning-run.ts';
import type { CleaningRun } from '#main/usecases/cleaning/cleaning-run.ts';
import { settleCleaning } from '#main/usecases/cleaning/settle-cleaning.ts';
import { applyDraft } from '#main/usecases/orders/apply-draft.ts';
import type { IntakeShop } from '#main/usecases/orders/intake-shop.ts';
import { countIfSeen, settleMessage, storeMessage } from '#main/usecases/orders/archive-message.ts';
import type { IncomingMessage, MessageSettlement, PackedMessage } from '#main/usecases/orders/archive-message.ts';
import { keepErased } from '#main/usecases/orders/erase/erase-order-data.ts';
import { readPayload } from '#main/usecases/orders/page-reader.ts';
import type { ReadPayload } from '#main/usecases/orders/page-reader.ts';
import { saysNothingNew } from '#main/usecases/orders/says-nothing-new.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { UtcMs } from '#shared/model/time.ts';

export interface IntakeRequest {
  readonly shop: IntakeShop & { readonly currency: string };
  readonly connector: Pick<ChannelConnector, 'readOrder'>;
  readonly statusMap: readonly StatusMapRow[];
  /** Each with what was read of it already, if it was. */
  readonly messages: readonly (IncomingMessage & { readonly read?: ReadPayload | undefined })[];
  /** Runs in the same transaction, after the messages: watermark, import row, cursor. */
  readonly alongside?: (tx: WriteTx) => void;
}

export interface IntakeResult {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly stale: number;
  readonly parked: number;
  /** In the order of the messages. */
  readonly outcomes: readonly {
    readonly messageId: string;
    readonly kind: MessageOutcome;
    readonly orderId: string | null;
    readonly code: string | null;
  }[];
}

export type MessageOutcome = 'created' | 'updated' | 'unchanged' | 'stale' | 'parked';

/**
 * Takes in one page of messages (promises P1, P4, P5): archives each unaltered and applies it, all in one transaction with
 * the caller's watermark. A message that cannot be read or applied is parked with its reason and never stops the others.
 */
export function intakeMessages(context: UseCaseContext, act: Act, request: IntakeRequest): IntakeResult {
  const prepared = request.messages.map((message) => prepare(request, message));
  const outcomes = takeInAll(context, act, request, prepared);
  return { ...count(outcomes), outcomes };
}

interface Prepared {
  readonly message: PackedMessage;
  readonly reading: OrderReading;
}

function prepare(request: IntakeRequest, message: IntakeRequest['messages'][number]): Prepared {
  const scope = { currency: request.shop.currency, statusMap: request.statusMap };
  const { sha256, packed, reading } = message.read ?? readPayload(request.connector, scope, message.payload);
  return { message: { ...message, sha256, packed }, reading };
}

/** A page is written in one go; when one of its messages cannot be, once more with each by itself, so that it alone is parked. */
function takeInAll(
  context: UseCaseContext,
  act: Act,
  request: IntakeRequest,
  prepared: readonly Prepared[],
): IntakeResult['outcomes'] {
  const atMs = context.clock.nowMs();
  const takeInEach = (take: (page: PageInHand, each: Prepared) => Outcome) =>
    context.db.transaction((tx) => {
      const cleaning = beginCleaning(tx, atMs);
      const page = { tx, context, act, atMs, request, cleaning };
      const outcomes = prepared.map((each) => take(page, each));
      request.alongside?.(tx);
      settleCleaning(tx, act, atMs, cleaning);
      return outcomes;
    });
  try {
    return takeInEach(takeIn);
  } catch (error) {
    // With troubles of the database itself the whole page comes again.
    if (isDatabaseTrouble(error)) throw error;
    context.log.warn({ error, shopId: request.shop.id }, 'a message could not be applied');
  }
  return takeInEach((page, each) => {
    try {
      return context.db.transaction(() => takeIn(page, each));
    } catch (error) {
      if (isDatabaseTrouble(error)) throw error;
      return takeIn(page, { message: each.message, reading: unreadable(error) });
    }
  });
}

function unreadable(error: unknown): OrderReading {
  const code = 'ERR_CHANNEL_ORDER_UNREADABLE';
  if (error instanceof AppError && error.code === code)
    return { ok: false, code, data: { reason: 'draft', field: String(error.data['field'] ?? '') } };
  const cause = error instanceof AppError ? error.code : error instanceof Error ? error.name : typeof error;
  return { ok: false, code, data: { reason: 'not_applicable', cause } };
}

function readAs({ connector, shop, statusMap }: IntakeRequest, payload: Uint8Array): OrderReading {
  return connector.readOrder(payload, { currency: shop.currency, statusMap });
}

type Outcome = IntakeResult['outcomes'][number];

/** What all messages of a page are taken in with: one transaction, one moment, the cleaning rules in force. */
interface PageInHand {
  readonly tx: WriteTx;
  readonly context: UseCaseContext;
  readonly act: Act;
  readonly atMs: UtcMs;
  readonly request: IntakeRequest;
  readonly cleaning: CleaningRun;
}

function takeIn(page: PageInHand, { message, reading }: Prepared): Outcome {
  const { tx, context } = page;
  const before = countIfSeen(tx, message);
  if (before && before.state !== 'parked' && message.source !== 'replay') {
    return { messageId: before.id, kind: 'unchanged', orderId: null, code: null };
  }
  const { outcome, settled } = apply(page, message, reading);
  const messageId = before?.id ?? context.ids.next();
  if (before) settleMessage(tx, before.id, settled.state, settled.orderId, settled.park);
  else storeMessage(tx, messageId, message, settled);
  if (outcome.orderId !== null && outcome.kind !== 'created') keepErased(tx, outcome.orderId, messageId);
  return { messageId, ...outcome };
}

/** The message's own row is written after its effects, in the same transaction: one row in its final state. */
function apply(
  { tx, context, act, atMs, request, cleaning }: PageInHand,
  message: PackedMessage,
  reading: OrderReading,
): { outcome: Omit<Outcome, 'messageId'>; settled: MessageSettlement } {
  if (!reading.ok) {
    tx.changed('shops');
    const park = { code: reading.code, data: reading.data };
    return {
      outcome: { kind: 'parked', orderId: null, code: reading.code },
      settled: { state: 'parked', orderId: null, park },
    };
  }
  const isRepetition = () =>
    message.source !== 'replay' && saysNothingNew(tx, (payload) => readAs(request, payload), message, reading.draft);
  const { kind, orderId } = applyDraft(tx, context.ids, act, atMs, request.shop, cleaning, reading.draft, isRepetition);
  return {
    outcome: { kind, orderId, code: null },
    settled: { state: kind === 'stale' || kind === 'unchanged' ? kind : 'applied', orderId, park: null },
  };
}

function count(outcomes: IntakeResult['outcomes']): Omit<IntakeResult, 'outcomes'> {
  const totals = { created: 0, updated: 0, unchanged: 0, stale: 0, parked: 0 };
  for (const outcome of outcomes) totals[outcome.kind] += 1;
  return totals;
}
