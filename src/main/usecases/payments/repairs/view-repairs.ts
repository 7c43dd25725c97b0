import type { ReadDb } from '#main/db/handles.ts';
import { rightsByOperator } from '#main/db/repos/operator-rights-repo.ts';
import { listOperatorRows } from '#main/db/repos/operators-repo.ts';
import type { PaymentRepairView } from '#shared/contract/payments.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { OrderId, PaymentId, PaymentRepairId } from '#shared/model/ids.ts';
import type { OperatorId } from '#shared/model/ids.ts';

export interface RepairRow {
  readonly id: string;
  readonly order_id: string;
  readonly payment_id: string | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly reference: string;
  readonly note: string;
  readonly state: PaymentRepairView['state'];
  readonly asked_by_id: string;
  readonly asked_by_name: string;
  readonly asked_at_ms: number;
  readonly decided_by_name: string | null;
  readonly decided_at_ms: number | null;
  readonly decide_note: string;
  readonly proof_name: string;
  readonly proof_mime: string;
  readonly proof_sha256: string;
  readonly proof_bytes: number;
  readonly display_number: string;
  readonly total_minor: number;
  readonly order_currency: string;
}

const SELECT = `SELECT r.id, r.order_id, r.payment_id, r.amount_minor, r.currency, r.reference, r.note, r.state, r.asked_by_id, r.asked_by_name, r.asked_at_ms,
    r.decided_by_name, r.decided_at_ms, r.decide_note, r.proof_name, r.proof_mime, r.proof_sha256, r.proof_bytes,
    o.display_number, o.total_minor, o.currency AS order_currency
  FROM payment_repairs r JOIN orders o ON o.id = r.order_id`;
const SHOWN = 200;

/** Those that wait first, then the newest. */
export function listRepairs(
  db: ReadDb,
  filter: { readonly orderId?: string; readonly state?: PaymentRepairView['state'] | null },
): PaymentRepairView[] {
  return db
    .prepare<[Record<string, string | null>], RepairRow>(
      `${SELECT} WHERE (@orderId IS NULL OR r.order_id = @orderId) AND (@state IS NULL OR r.state = @state)
       ORDER BY r.state <> 'pending', r.asked_at_ms DESC LIMIT ${SHOWN}`,
    )
    .all({ orderId: filter.orderId ?? null, state: filter.state ?? null })
    .map(toRepairView);
}

/** @throws AppError ERR_PAYMENT_REPAIR_UNKNOWN */
export function requireRepair(db: ReadDb, id: string): RepairRow {
  const row = db.prepare<[string], RepairRow>(`${SELECT} WHERE r.id = ?`).get(id);
  if (!row) throw new AppError('ERR_PAYMENT_REPAIR_UNKNOWN', { id });
  return row;
}

export function toRepairView(row: RepairRow): PaymentRepairView {
  return {
    id: PaymentRepairId.parse(row.id),
    order: {
      id: OrderId.parse(row.order_id),
      displayNumber: row.display_number,
      totalMinor: row.total_minor,
      currency: row.order_currency,
    },
    paymentId: row.payment_id === null ? null : PaymentId.parse(row.payment_id),
    amountMinor: row.amount_minor,
    currency: row.currency,
    reference: row.reference,
    note: row.note,
    state: row.state,
    askedById: row.asked_by_id,
    askedBy: row.asked_by_name,
    askedAtMs: row.asked_at_ms,
    decidedBy: row.decided_by_name,
    decidedAtMs: row.decided_at_ms,
    decideNote: row.decide_note,
    proof: { name: row.proof_name, mime: row.proof_mime, bytes: row.proof_bytes, sha256: row.proof_sha256 },
  };
}

/** People who may decide about repairs, with their PIN. */
export function listDeciders(db: ReadDb): { id: OperatorId; name: string; hasPin: boolean }[] {
  const rights = rightsByOperator(db);
  return listOperatorRows(db)
    .filter((operator) => operator.active === 1 && (rights.get(operator.id) ?? []).includes('payment_repair'))
    .map(({ id, name, pin_hash: pin }) => ({ id, name, hasPin: pin !== null }));
}
