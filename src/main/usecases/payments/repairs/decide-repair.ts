import { findOperator, setFailedCount } from '#main/db/repos/operators-repo.ts';
import type { OperatorRow } from '#main/db/repos/operators-repo.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { countAttempt, forgetAttempts } from '#main/usecases/auth/count-attempt.ts';
import { isPinRight } from '#main/usecases/auth/pin-hash.ts';
import { requireRight } from '#main/usecases/auth/require-right.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { endJobs } from '#main/usecases/payments/ask-payment.ts';
import { readPaidOrder } from '#main/usecases/payments/payment-rows.ts';
import { requirePerson } from '#main/usecases/payments/repairs/require-person.ts';
import { requireRepair, toRepairView } from '#main/usecases/payments/repairs/view-repairs.ts';
import type { RepairRow } from '#main/usecases/payments/repairs/view-repairs.ts';
import { settlePaid } from '#main/usecases/payments/settle-paid.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { PaymentRepairView } from '#shared/contract/payments.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { OperatorId } from '#shared/model/ids.ts';

export interface RepairDecision {
  readonly id: string;
  readonly decision: 'approve' | 'reject';
  /** The second person, who gives the PIN at whatever window: nobody has to sign out for it. */
  readonly operatorId: OperatorId;
  readonly pin: string;
  readonly note: string;
}

/**
 * The second pair of eyes: another person, with the right and the PIN, agrees that the money came or rejects it. Agreed, the
 * order is paid. Wrong PINs count like those of a sign-in.
 * @throws AppError ERR_PAYMENT_PERSON_ONLY, ERR_PAYMENT_SAME_PERSON, ERR_PAYMENT_PIN_NEEDED, ERR_AUTH_RIGHT_MISSING,
 *   ERR_AUTH_OPERATOR_UNKNOWN, ERR_AUTH_PIN_WRONG, ERR_AUTH_LOCKED_OUT, ERR_PAYMENT_REPAIR_DECIDED, ERR_PAYMENT_NOT_AWAITED
 */
export async function decideRepair(
  context: UseCaseContext,
  act: Act,
  decision: RepairDecision,
): Promise<PaymentRepairView> {
  requirePerson(act);
  refuseSamePerson(requireRepair(context.read, decision.id), decision.operatorId);
  const person = await provePerson(context, decision.operatorId, decision.pin);
  const second: Act = { ...act, actor: { kind: 'operator', id: person.id, name: person.name } };
  return context.db.transaction((tx) => {
    requireRight(tx, second, 'payment_repair');
    const repair = requirePending(tx, decision.id);
    refuseSamePerson(repair, person.id);
    if (decision.decision === 'approve') approve(tx, context, second, repair);
    close(tx, context, second, repair, decision.decision === 'approve' ? 'approved' : 'rejected', decision.note);
    return toRepairView(requireRepair(tx, repair.id));
  });
}

/** The first person takes a repair back before anybody decided. @throws AppError ERR_PAYMENT_REPAIR_NOT_YOURS, ERR_PAYMENT_REPAIR_DECIDED */
export function withdrawRepair(context: UseCaseContext, act: Act, id: string): PaymentRepairView {
  requirePerson(act);
  return context.db.transaction((tx) => {
    const repair = requirePending(tx, id);
    if (repair.asked_by_id !== act.actor.id)
      throw new AppError('ERR_PAYMENT_REPAIR_NOT_YOURS', { by: repair.asked_by_name });
    close(tx, context, act, repair, 'withdrawn', '');
    return toRepairView(requireRepair(tx, id));
  });
}

function refuseSamePerson(repair: RepairRow, operatorId: string): void {
  if (repair.asked_by_id === operatorId) throw new AppError('ERR_PAYMENT_SAME_PERSON', { by: repair.asked_by_name });
}

/** A person without a PIN cannot be told from the first one. */
async function provePerson(context: UseCaseContext, id: OperatorId, pin: string): Promise<OperatorRow> {
  if (findOperator(context.read, id)?.pin_hash === null) throw new AppError('ERR_PAYMENT_PIN_NEEDED');
  const operator = countAttempt(context, id);
  const isRight = operator.pin_hash !== null && (await isPinRight(pin, operator.pin_hash));
  if (!isRight) {
    if (operator.locked_until_ms !== null)
      throw new AppError('ERR_AUTH_LOCKED_OUT', { untilMs: operator.locked_until_ms });
    throw new AppError('ERR_AUTH_PIN_WRONG', { failedCount: operator.failed_count });
  }
  forgetAttempts(context, id);
  context.db.transaction((tx) => setFailedCount(tx, id, 0, null));
  return operator;
}

function requirePending(tx: WriteTx, id: string): RepairRow {
  const repair = requireRepair(tx, id);
  if (repair.state !== 'pending') throw new AppError('ERR_PAYMENT_REPAIR_DECIDED', { state: repair.state });
  return repair;
}

/** Holds that a proof with four eyes on it answers. A refund is none of them. */
const ANSWERED = [
  'ERR_PAYMENT_AMOUNT_DIFFERS',
  'ERR_PAYMENT_CURRENCY_DIFFERS',
  'ERR_PAYMENT_TRADE_DIFFERS',
  'ERR_PAYMENT_MERCHANT_WRONG',
];

function approve(tx: WriteTx, context: UseCaseContext, act: Act, repair: RepairRow): void {
  const order = readPaidOrder(tx, repair.order_id);
  if (order?.payment !== 'awaited' || order.fulfilment === 'cancelled')
    throw new AppError('ERR_PAYMENT_NOT_AWAITED', { number: repair.display_number });
  const atMs = context.clock.nowMs();
  settlePaid(tx, act, atMs, { orderId: order.id, number: repair.reference, paidAtMs: atMs, answers: ANSWERED });
  // Whatever was still being asked about this order is answered.
  const open = tx
    .pluck<[string], string>("SELECT id FROM payments WHERE order_id = ? AND state IN ('noticed', 'asking', 'parked')")
    .all(order.id);
  for (const paymentId of open) {
    tx.prepare<[number, string]>(
      "UPDATE payments SET state = 'repaired', reason_json = NULL, next_attempt_at_ms = NULL, updated_at_ms = ? WHERE id = ?",
    ).run(atMs, paymentId);
    endJobs(tx, atMs, paymentId);
  }
}

const EVENTS = {
  approved: 'payment.repair_approved',
  rejected: 'payment.repair_rejected',
  withdrawn: 'payment.repair_withdrawn',
} as const;

function close(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  repair: RepairRow,
  state: keyof typeof EVENTS,
  note: string,
): void {
  const atMs = context.clock.nowMs();
  tx.prepare<(string | number)[]>(
    'UPDATE payment_repairs SET state = ?, decided_by_id = ?, decided_by_name = ?, decided_at_ms = ?, decide_note = ? WHERE id = ?',
  ).run(state, act.actor.id, act.actor.name, atMs, note, repair.id);
  const data = {
    amountMinor: repair.amount_minor,
    reference: repair.reference,
    first: repair.asked_by_name,
    proof: repair.proof_sha256.slice(0, 16),
    note,
  };
  recordEvent(tx, { orderId: repair.order_id, atMs, type: EVENTS[state], act, rule: null, data });
  recordAudit(tx, { atMs, act, what: `payment.${state}_repair`, target: repair.order_id, data });
  tx.changed('payments');
}
