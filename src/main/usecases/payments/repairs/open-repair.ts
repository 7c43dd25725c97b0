import { hash } from 'node:crypto';
import { readProofType } from '#core/payments/proof-type.ts';
import { findOperator } from '#main/db/repos/operators-repo.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { readPaidOrder, refusePlatform, requirePayment } from '#main/usecases/payments/payment-rows.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import { requirePerson } from '#main/usecases/payments/repairs/require-person.ts';
import { requireRepair, toRepairView } from '#main/usecases/payments/repairs/view-repairs.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { PaymentRepairView } from '#shared/contract/payments.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { OperatorId } from '#shared/model/ids.ts';

/** A photographed receipt; backups carry all of them. */
const MAX_BYTES = 5_000_000;

export interface NewRepair {
  readonly orderId: string;
  /** The payment that could not be confirmed, where one is known. */
  readonly paymentId: string | null;
  /** In the order's currency. */
  readonly amountMinor: number;
  readonly reference: string;
  readonly note: string;
  readonly fileName: string;
  readonly content: Uint8Array;
}

/**
 * A person says with a proof that an order was paid. Nothing changes for the order until a second person agrees.
 * @throws AppError ERR_PAYMENT_PERSON_ONLY, ERR_PAYMENT_PIN_NEEDED, ERR_PAYMENT_PROOF_TOO_LARGE, ERR_PAYMENT_PROOF_UNREADABLE, ERR_PAYMENT_NOT_AWAITED,
 *   ERR_PAYMENT_REPAIR_OPEN, ERR_PAYMENT_UNKNOWN
 */
export function openRepair(
  context: UseCaseContext,
  services: Pick<PaymentServices, 'collectsElsewhere'>,
  act: Act,
  input: NewRepair,
): PaymentRepairView {
  requirePerson(act);
  if (input.content.byteLength > MAX_BYTES)
    throw new AppError('ERR_PAYMENT_PROOF_TOO_LARGE', { limitMb: MAX_BYTES / 1_000_000 });
  const mime = readProofType(input.content);
  if (!mime) throw new AppError('ERR_PAYMENT_PROOF_UNREADABLE');
  const sha256 = hash('sha256', input.content);
  return context.db.transaction((tx) => {
    requirePin(tx, act);
    const order = requireAwaiting(tx, input.orderId);
    refusePlatform(services, order);
    const paymentId = input.paymentId === null ? null : adopt(tx, context, input.paymentId, order.id);
    const id = context.ids.next();
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number | null)[]>(
      `INSERT INTO payment_repairs (id, order_id, payment_id, amount_minor, currency, reference, note, state, asked_by_id, asked_by_name, asked_at_ms, proof_name, proof_mime, proof_sha256, proof_bytes)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      order.id,
      paymentId,
      input.amountMinor,
      order.currency,
      input.reference,
      input.note,
      act.actor.id,
      act.actor.name,
      atMs,
      plainName(input.fileName),
      mime,
      sha256,
      input.content.byteLength,
    );
    tx.prepare<[string, Uint8Array]>('INSERT INTO payment_proofs (repair_id, content) VALUES (?, ?)').run(
      id,
      input.content,
    );
    const data = { amountMinor: input.amountMinor, reference: input.reference, proof: sha256.slice(0, 16) };
    recordEvent(tx, { orderId: order.id, atMs, type: 'payment.repair_opened', act, rule: null, data });
    recordAudit(tx, { atMs, act, what: 'payment.open_repair', target: order.id, data });
    tx.changed('payments');
    return toRepairView(requireRepair(tx, id));
  });
}

/** A name that anybody can sign in by proves nobody: the first of the two needs a PIN, too. */
function requirePin(tx: WriteTx, act: Act): void {
  if (typeof findOperator(tx, OperatorId.parse(act.actor.id))?.pin_hash !== 'string')
    throw new AppError('ERR_PAYMENT_PIN_NEEDED');
}

function requireAwaiting(tx: WriteTx, orderId: string) {
  const order = readPaidOrder(tx, orderId);
  if (!order) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
  if (order.payment !== 'awaited' || order.fulfilment === 'cancelled')
    throw new AppError('ERR_PAYMENT_NOT_AWAITED', { number: order.external_number });
  const isOpen =
    tx
      .pluck<[string], number>("SELECT 1 FROM payment_repairs WHERE order_id = ? AND state = 'pending'")
      .get(orderId) === 1;
  if (isOpen) throw new AppError('ERR_PAYMENT_REPAIR_OPEN', { number: order.external_number });
  return order;
}

/** A parked payment of nobody's becomes this order's. */
function adopt(tx: WriteTx, context: UseCaseContext, paymentId: string, orderId: string): string {
  const payment = requirePayment(tx, paymentId);
  if (payment.order_id !== null && payment.order_id !== orderId)
    throw new AppError('ERR_PAYMENT_NOT_AWAITED', { number: payment.out_trade_no });
  if (payment.state === 'confirmed' || payment.state === 'repaired')
    throw new AppError('ERR_PAYMENT_NOT_AWAITED', { number: payment.out_trade_no });
  tx.prepare<[string, number, string]>(
    "UPDATE payments SET order_id = ?, state = CASE state WHEN 'waiting_order' THEN 'noticed' ELSE state END, updated_at_ms = ? WHERE id = ?",
  ).run(orderId, context.clock.nowMs(), paymentId);
  return paymentId;
}

/** A name to show and to save by: no folders, no signs that hide. */
const plainName = (name: string): string => name.replaceAll(/[\p{C}/\\:*?"<>|]/gu, '_').slice(-120);
