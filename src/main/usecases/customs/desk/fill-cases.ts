import { checkIdNumber } from '#core/customs/id-numbers/check-id-number.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { putCaseValue, readCaseValues } from '#main/usecases/customs/desk/case-values.ts';
import { checkCase } from '#main/usecases/customs/desk/check-case.ts';
import type { CheckTools } from '#main/usecases/customs/desk/check-tools.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { numberKindOf, readPlainValue } from '#shared/model/customs-case.ts';
import type { ValueSource } from '#shared/model/customs-case.ts';

export interface Fill {
  readonly orders: readonly { readonly orderId: string; readonly version: number }[];
  readonly field: string;
  /** Empty: takes the value out. */
  readonly value: string;
}

export interface FillResult {
  readonly fillId: string | null;
  readonly filled: number;
  readonly refused: { orderId: string; orderNumber: string; problem: Problem }[];
}

/** Orders that are judged at once, while the clerk waits; more are judged behind the work at hand. */
const JUDGED_AT_ONCE = 5;

interface CaseVersion {
  readonly version: number;
  readonly is_open: number;
  readonly display_number: string;
}

/**
 * Fills one field of many orders, so that a clerk types it once. An order that somebody changed since it was shown is refused by
 * itself; the others are filled. Numbers of persons belong to one order.
 * @throws AppError ERR_CUSTOMS_VALUE_INVALID, ERR_CUSTOMS_VALUE_FOR_ONE
 */
export function fillCases(
  context: UseCaseContext,
  act: Act,
  readTools: (db: ReadDb) => CheckTools,
  fill: Fill,
): FillResult {
  const value = fill.value.trim() === '' ? null : readValue(fill.field, fill.value);
  if (numberKindOf(fill.field) !== null && fill.orders.length > 1)
    throw new AppError('ERR_CUSTOMS_VALUE_FOR_ONE', { field: fill.field });
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const fillId = context.ids.next();
    const refused: FillResult['refused'] = [];
    const filled: string[] = [];
    tx.prepare<[string, string, string, number]>(
      'INSERT INTO customs_fills (id, field, filled_by, at_ms) VALUES (?, ?, ?, ?)',
    ).run(fillId, fill.field, act.actor.name, atMs);
    for (const { orderId, version } of fill.orders) {
      const problem = refusal(tx, orderId, version);
      if (problem) {
        refused.push(problem);
        continue;
      }
      fillOne(tx, act, atMs, { fillId, orderId, field: fill.field, value, source: 'clerk' });
      filled.push(orderId);
    }
    if (filled.length === 0) tx.prepare<[string]>('DELETE FROM customs_fills WHERE id = ?').run(fillId);
    else {
      recordAudit(tx, {
        atMs,
        act,
        what: 'customs.fill',
        target: filled.length === 1 ? (filled[0] ?? '') : '',
        data: { field: fill.field, orders: filled.length },
      });
      judgeFilled(tx, atMs, act, readTools, filled);
    }
    return { fillId: filled.length === 0 ? null : fillId, filled: filled.length, refused };
  });
}

/** A value as it is stored. @throws AppError ERR_CUSTOMS_VALUE_INVALID */
export function readValue(field: string, typed: string): string {
  const kind = numberKindOf(field);
  const cleaned = cleanProse(typed).replaceAll('\n', ' ');
  if (kind === null) {
    const plain = readPlainValue(field, cleaned);
    if (plain === null) throw new AppError('ERR_CUSTOMS_VALUE_INVALID', { field });
    return plain;
  }
  const { outcome, normalized, isSure } = checkIdNumber(kind, cleaned);
  const isWrong = outcome === 'wrong_form' || outcome === 'wrong_check_digit';
  if (normalized === '' || (isWrong && isSure)) throw new AppError('ERR_CUSTOMS_VALUE_INVALID', { field });
  return normalized;
}

/** One field of one order, with what it was before, so that it can be undone. */
export function fillOne(
  tx: WriteTx,
  act: Act,
  atMs: number,
  fill: {
    readonly fillId: string;
    readonly orderId: string;
    readonly field: string;
    readonly value: string | null;
    readonly source: ValueSource;
  },
): void {
  const before = readCaseValues(tx, fill.orderId).get(fill.field);
  tx.prepare<(string | null)[]>(
    'INSERT INTO customs_fill_items (fill_id, order_id, before_value, before_source, after_value) VALUES (?, ?, ?, ?, ?)',
  ).run(fill.fillId, fill.orderId, before?.value ?? null, before?.source ?? null, fill.value ?? '');
  const { value, source } = fill;
  putCaseValue(tx, fill.orderId, fill.field, value === null ? null : { value, source, setBy: act.actor.name, atMs });
  tx.prepare<[string]>('UPDATE customs_cases SET version = version + 1 WHERE order_id = ?').run(fill.orderId);
  recordEvent(tx, {
    orderId: fill.orderId,
    atMs,
    type: 'customs.filled',
    act,
    rule: null,
    data: { field: fill.field, source, isEmptied: value === null },
  });
}

/**
 * Takes a fill back where the value is still the one that it wrote.
 * @returns how many orders have their former value again, and how many kept a newer one
 * @throws AppError ERR_CUSTOMS_FILL_UNKNOWN when there is no such fill, or it was undone already
 */
export function undoFill(
  context: UseCaseContext,
  act: Act,
  readTools: (db: ReadDb) => CheckTools,
  fillId: string,
): { undone: number; kept: number } {
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const fill = tx
      .prepare<[string], { field: string }>('SELECT field FROM customs_fills WHERE id = ? AND undone_at_ms IS NULL')
      .get(fillId);
    if (!fill) throw new AppError('ERR_CUSTOMS_FILL_UNKNOWN', {});
    const items = tx
      .prepare<
        [string],
        { order_id: string; before_value: string | null; before_source: ValueSource | null; after_value: string }
      >('SELECT order_id, before_value, before_source, after_value FROM customs_fill_items WHERE fill_id = ?')
      .all(fillId);
    const undone: string[] = [];
    for (const item of items) {
      const now = readCaseValues(tx, item.order_id).get(fill.field)?.value ?? '';
      if (now !== item.after_value) continue;
      const former =
        item.before_value === null
          ? null
          : { value: item.before_value, source: item.before_source ?? 'clerk', setBy: act.actor.name, atMs };
      putCaseValue(tx, item.order_id, fill.field, former);
      tx.prepare<[string]>('UPDATE customs_cases SET version = version + 1 WHERE order_id = ?').run(item.order_id);
      recordEvent(tx, {
        orderId: item.order_id,
        atMs,
        type: 'customs.fill_undone',
        act,
        rule: null,
        data: { field: fill.field },
      });
      undone.push(item.order_id);
    }
    tx.prepare<[number, string]>('UPDATE customs_fills SET undone_at_ms = ? WHERE id = ?').run(atMs, fillId);
    const data = { field: fill.field, orders: undone.length };
    recordAudit(tx, { atMs, act, what: 'customs.undo_fill', target: '', data });
    judgeFilled(tx, atMs, act, readTools, undone);
    return { undone: undone.length, kept: items.length - undone.length };
  });
}

/** Why an order is not filled; null: it may be. */
function refusal(tx: WriteTx, orderId: string, version: number): FillResult['refused'][number] | null {
  const now = tx
    .prepare<[string], CaseVersion>(
      'SELECT c.version, c.is_open, o.display_number FROM customs_cases c JOIN orders o ON o.id = c.order_id WHERE c.order_id = ?',
    )
    .get(orderId);
  const told = (code: Problem['code']) => ({
    orderId,
    orderNumber: now?.display_number ?? orderId,
    problem: { code, data: { number: now?.display_number ?? orderId } },
  });
  if (!now) return told('ERR_CUSTOMS_CASE_UNKNOWN');
  if (now.is_open !== 1) return told('ERR_CUSTOMS_CASE_CLOSED');
  return now.version === version ? null : told('ERR_CUSTOMS_CASE_CHANGED');
}

/** Judges at once what a clerk waits for, and queues the rest. */
export function judgeFilled(
  tx: WriteTx,
  atMs: number,
  act: Act,
  readTools: (db: ReadDb) => CheckTools,
  orderIds: readonly string[],
): void {
  if (orderIds.length === 0) return;
  const tools = readTools(tx);
  for (const orderId of orderIds.slice(0, JUDGED_AT_ONCE)) checkCase(tx, atMs, act, tools, orderId);
  for (const orderId of orderIds.slice(JUDGED_AT_ONCE))
    tx.prepare<[string]>('INSERT OR IGNORE INTO customs_due (order_id) VALUES (?)').run(orderId);
  tx.changed('orders');
}
