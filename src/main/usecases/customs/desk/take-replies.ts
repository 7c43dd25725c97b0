import { LONGEST_REPLY, readReply, splitReplies } from '#core/customs/read-reply.ts';
import type { ReplyLine } from '#core/customs/read-reply.ts';
import { maskIdNumber } from '#core/customs/id-numbers/mask-id-number.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { wantedNumbers } from '#main/usecases/customs/desk/ask-buyers.ts';
import type { CheckTools } from '#main/usecases/customs/desk/check-tools.ts';
import { fillOne, judgeFilled } from '#main/usecases/customs/desk/fill-cases.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ReplyResult } from '#shared/contract/customs-desk.ts';
import { numberField, numberKindOf } from '#shared/model/customs-case.ts';
import type { IdNumberKind } from '#shared/model/customs.ts';

/** Lines of one paste; more come from something that is no list of replies. */
const MOST_LINES = 1000;

/**
 * Reads buyers' replies, one per line after the order's number, and stores the numbers that can be no others. What is ambiguous
 * or holds no check is told and left to a person. Texts are only read: no link in them is ever followed, and none is kept.
 * @param input isTrial: only says what would be stored
 */
export function takeReplies(
  context: UseCaseContext,
  act: Act,
  readTools: (db: ReadDb) => CheckTools,
  input: { readonly text: string; readonly isTrial: boolean },
): { results: ReplyResult[] } {
  const lines = splitReplies(input.text).slice(0, MOST_LINES);
  return context.db.transaction((tx) => {
    const results = lines.map((line) => ({ line, ...readLine(tx, line) }));
    if (!input.isTrial) store(tx, context, act, readTools, results);
    return { results: results.map(({ result }) => result) };
  });
}

interface ReadLine {
  readonly result: ReplyResult;
  readonly value: string;
}

function readLine(db: ReadDb, { line, orderNumber, reply }: ReplyLine): ReadLine {
  const order = findCase(db, orderNumber);
  const told = (outcome: ReplyResult['outcome'], kind: IdNumberKind | null = null, value = ''): ReadLine => ({
    result: { line, orderNumber, orderId: order?.id ?? null, outcome, kind, shown: value && maskIdNumber(value) },
    value,
  });
  if (!order) return told('order_unknown');
  if (reply.length > LONGEST_REPLY) return told('too_long');
  const kinds = askedNumbers(db, order.id);
  if (kinds.length === 0) return told('not_asked');
  const found = readReply(reply, kinds, [orderNumber, order.display_number, readRecipient(db, order.id).phone]);
  return found.outcome === 'found' ? told('stored', found.kind, found.value) : told(found.outcome);
}

/** What findings ask for and what the buyer was asked for. */
function askedNumbers(db: ReadDb, orderId: string): IdNumberKind[] {
  const asked = db
    .pluck<[string], string>(
      'SELECT kind FROM customs_asks WHERE order_id = ? AND answered_at_ms IS NULL ORDER BY kind',
    )
    .all(orderId)
    .flatMap((kind) => numberKindOf(`recipient.numbers.${kind}`) ?? []);
  return [...new Set([...wantedNumbers(db, orderId), ...asked])];
}

/** An open case by the order's number, with or without the sign that shops put before it; none where two shops share it. */
function findCase(db: ReadDb, orderNumber: string): { id: string; display_number: string } | null {
  const bare = orderNumber.replace(/^#/, '');
  if (bare === '') return null;
  const found = db
    .prepare<[string, string], { id: string; display_number: string }>(
      `SELECT DISTINCT o.id, o.display_number FROM external_ids x JOIN orders o ON o.id = x.order_id
       JOIN customs_cases c ON c.order_id = o.id AND c.is_open = 1 WHERE x.value IN (?, ?) LIMIT 2`,
    )
    .all(bare, `#${bare}`);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function store(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  readTools: (db: ReadDb) => CheckTools,
  lines: readonly ReadLine[],
): void {
  const atMs = context.clock.nowMs();
  const filled = new Set<string>();
  for (const { result, value } of lines) {
    const { orderId, kind } = result;
    if (result.outcome !== 'stored' || orderId === null || kind === null) continue;
    const fillId = context.ids.next();
    tx.prepare<[string, string, string, number]>(
      'INSERT INTO customs_fills (id, field, filled_by, at_ms) VALUES (?, ?, ?, ?)',
    ).run(fillId, numberField(kind), act.actor.name, atMs);
    fillOne(tx, act, atMs, { fillId, orderId, field: numberField(kind), value, source: 'buyer' });
    tx.prepare<[number, string, string]>(
      'UPDATE customs_asks SET answered_at_ms = ? WHERE order_id = ? AND kind = ?',
    ).run(atMs, orderId, kind);
    filled.add(orderId);
  }
  recordAudit(tx, {
    atMs,
    act,
    what: 'customs.replies',
    target: '',
    data: { lines: lines.length, stored: lines.filter(({ result }) => result.outcome === 'stored').length },
  });
  judgeFilled(tx, atMs, act, readTools, [...filled]);
}
