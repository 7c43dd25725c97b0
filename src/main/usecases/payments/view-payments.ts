import type { ReadDb } from '#main/db/handles.ts';
import { askableAccounts } from '#main/usecases/payments/ask-payment.ts';
import { listRepairs } from '#main/usecases/payments/repairs/view-repairs.ts';
import { readPaidOrder } from '#main/usecases/payments/payment-rows.ts';
import type { PaymentRow } from '#main/usecases/payments/payment-rows.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import { Problem } from '#shared/contract/common.ts';
import type { PaymentConfirmState, PaymentRepairView, PaymentView } from '#shared/contract/payments.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { OrderId, PaymentAccountId, PaymentId } from '#shared/model/ids.ts';

interface ViewRow extends PaymentRow {
  readonly account_name: string;
  readonly provider_id: string;
  readonly display_number: string | null;
  readonly total_minor: number | null;
  readonly order_currency: string | null;
  readonly callbacks: number;
}

const SELECT = `SELECT p.*, a.name AS account_name, a.provider_id, o.display_number, o.total_minor, o.currency AS order_currency,
    (SELECT COALESCE(SUM(m.seen_count), 0) FROM payment_messages m WHERE m.payment_id = p.id AND m.kind = 'callback') AS callbacks
  FROM payments p JOIN payment_accounts a ON a.id = p.account_id LEFT JOIN orders o ON o.id = p.order_id`;

function toView(row: ViewRow): PaymentView {
  const reason = row.reason_json === null ? null : readStoredJson(Problem, row.reason_json);
  return {
    id: PaymentId.parse(row.id),
    accountId: PaymentAccountId.parse(row.account_id),
    accountName: row.account_name,
    providerId: row.provider_id,
    outTradeNo: row.out_trade_no,
    tradeNumber: row.trade_number,
    vendorState: row.vendor_state,
    amountMinor: row.amount_minor,
    currency: row.currency,
    state: row.state,
    reason: reason?.ok ? reason.value : null,
    attempts: row.attempts,
    nextAttemptAtMs: row.next_attempt_at_ms,
    paidAtMs: row.paid_at_ms,
    confirmedAtMs: row.confirmed_at_ms,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
    order:
      row.order_id === null
        ? null
        : {
            id: OrderId.parse(row.order_id),
            displayNumber: row.display_number ?? '',
            totalMinor: row.total_minor ?? 0,
            currency: row.order_currency ?? row.currency,
          },
    callbackCount: row.callbacks,
  };
}

/** One page, the newest change first; `after` is the `next` of the page before. */
export function pagePayments(
  db: ReadDb,
  page: { readonly state: PaymentConfirmState | null; readonly after: string | null; readonly limit: number },
): { payments: PaymentView[]; next: string | null } {
  const [atMs, id] = page.after === null ? [null, ''] : cursorOf(page.after);
  const rows = db
    .prepare<[Record<string, string | number | null>], ViewRow>(
      `${SELECT} WHERE (@state IS NULL OR p.state = @state) AND (@atMs IS NULL OR p.updated_at_ms < @atMs OR (p.updated_at_ms = @atMs AND p.id < @id))
       ORDER BY p.updated_at_ms DESC, p.id DESC LIMIT @limit`,
    )
    .all({ state: page.state, atMs, id, limit: page.limit });
  const last = rows.at(-1);
  return {
    payments: rows.map(toView),
    next: last && rows.length === page.limit ? `${last.updated_at_ms}:${last.id}` : null,
  };
}

function cursorOf(after: string): [number, string] {
  const [ms = '', id = ''] = after.split(':', 2);
  if (!/^\d+$/.test(ms)) throw new AppError('ERR_HOST_INPUT_INVALID', { field: 'after', reason: 'cursor' });
  return [Number(ms), id];
}

/** @throws AppError ERR_PAYMENT_UNKNOWN */
export function viewPayment(db: ReadDb, id: string): PaymentView {
  const row = db.prepare<[string], ViewRow>(`${SELECT} WHERE p.id = ?`).get(id);
  if (!row) throw new AppError('ERR_PAYMENT_UNKNOWN', { payment: id });
  return toView(row);
}

export function countPayments(db: ReadDb): { byState: Record<string, number>; repairsPending: number } {
  const rows = db
    .prepare<[], { state: string; n: number }>('SELECT state, COUNT(*) AS n FROM payments GROUP BY state')
    .all();
  return {
    byState: Object.fromEntries(rows.map(({ state, n }) => [state, n])),
    repairsPending: db.pluck<[], number>("SELECT COUNT(*) FROM payment_repairs WHERE state = 'pending'").get() ?? 0,
  };
}

export function paymentsOfOrder(
  db: ReadDb,
  services: Pick<PaymentServices, 'collectsElsewhere'>,
  orderId: string,
): {
  payments: PaymentView[];
  repairs: PaymentRepairView[];
  askable: { id: PaymentAccountId; name: string }[];
  isTracked: boolean;
} {
  const order = readPaidOrder(db, orderId);
  const isTracked = order !== undefined && services.collectsElsewhere(order.channel_id);
  return {
    payments: db
      .prepare<[string], ViewRow>(`${SELECT} WHERE p.order_id = ? ORDER BY p.created_at_ms, p.id`)
      .all(orderId)
      .map(toView),
    repairs: listRepairs(db, { orderId }),
    isTracked,
    askable: (isTracked ? askableAccounts(db, orderId) : []).map(({ id, name }) => ({
      id: PaymentAccountId.parse(id),
      name,
    })),
  };
}
