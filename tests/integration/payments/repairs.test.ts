import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Act } from '#main/usecases/actor.ts';
import { decideRepair, withdrawRepair } from '#main/usecases/payments/repairs/decide-repair.ts';
import { openRepair } from '#main/usecases/payments/repairs/open-repair.ts';
import { readProof } from '#main/usecases/payments/repairs/read-proof.ts';
import { listDeciders } from '#main/usecases/payments/repairs/view-repairs.ts';
import { OperatorId, PaymentRepairId } from '#shared/model/ids.ts';
import { openPaymentBed } from '#tests/integration/payments/payment-bed.ts';
import type { PaymentBed } from '#tests/integration/payments/payment-bed.ts';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
let bed: PaymentBed;
let ann: Act;
let bo: Act;

beforeEach(async () => {
  bed = await openPaymentBed();
  ann = await bed.person('ann', 'Ann', '4711', true);
  bo = await bed.person('bo', 'Bo', '2846', true);
  bed.awaiting('R1');
});
afterEach(() => bed.close());

const open = (act: Act, content: Uint8Array = PDF) =>
  openRepair(bed.context, bed.services, act, {
    orderId: bed.orderId('R1'),
    paymentId: null,
    amountMinor: 9800,
    reference: 'BANK-77',
    note: '',
    fileName: '../../slip.pdf',
    content,
  });
const decide = (act: Act, id: string, operatorId: string, pin: string, decision: 'approve' | 'reject' = 'approve') =>
  decideRepair(bed.context, act, {
    id: PaymentRepairId.parse(id),
    decision,
    operatorId: OperatorId.parse(operatorId),
    pin,
    note: 'seen in the bank',
  });

it('makes an order paid once a second person agreed, and tells who was who', async () => {
  const repair = open(ann);
  expect(repair).toMatchObject({
    state: 'pending',
    askedBy: 'Ann',
    proof: { name: '.._.._slip.pdf', mime: 'application/pdf' },
  });
  expect(bed.order('R1')).toMatchObject({ payment: 'awaited' });
  // At the first one's window, by the second one's PIN.
  expect(await decide(ann, repair.id, 'bo', '2846')).toMatchObject({ state: 'approved', decidedBy: 'Bo' });
  expect(bed.order('R1')).toMatchObject({ payment: 'paid', status: 'ready_to_pack' });
  const events = bed.context.read
    .prepare<[string], { type: string; actor: string }>(
      "SELECT type, actor_id AS actor FROM order_events WHERE order_id = ? AND type LIKE 'payment.%' ORDER BY seq",
    )
    .all(bed.orderId('R1'));
  expect(events).toEqual([
    { type: 'payment.repair_opened', actor: 'Ann' },
    { type: 'payment.repair_approved', actor: 'Bo' },
  ]);
  const acts = bed.context.read
    .pluck<[], string>("SELECT act FROM audit_log WHERE act LIKE 'payment.%' ORDER BY seq")
    .all();
  expect(acts).toEqual(['payment.open_repair', 'payment.approved_repair']);
  expect(bed.context.read.pluck<[], string>("SELECT order_id FROM external_ids WHERE value = 'BANK-77'").get()).toBe(
    bed.orderId('R1'),
  );
});

it('lets nobody be both persons', async () => {
  const { id } = open(ann);
  await expect(decide(ann, id, 'ann', '4711')).rejects.toMatchObject({ code: 'ERR_PAYMENT_SAME_PERSON' });
  await expect(decide(bo, id, 'ann', '4711')).rejects.toMatchObject({ code: 'ERR_PAYMENT_SAME_PERSON' });
  await expect(decide(ann, id, 'bo', '4711')).rejects.toMatchObject({ code: 'ERR_AUTH_PIN_WRONG' });
  expect(bed.order('R1')).toMatchObject({ payment: 'awaited' });
});

it('lets no token open or decide, and nobody without a PIN or without the right', async () => {
  const token: Act = { actor: { kind: 'api', id: 'token-1', name: 'script' }, source: 'api:script', traceId: 't' };
  expect(() => open(token)).toThrow('ERR_PAYMENT_PERSON_ONLY');
  const { id } = open(ann);
  await expect(decide(token, id, 'bo', '2846')).rejects.toMatchObject({ code: 'ERR_PAYMENT_PERSON_ONLY' });
  await bed.person('cy', 'Cy', null, true);
  await bed.person('di', 'Di', '9173', false);
  await expect(decide(ann, id, 'cy', '')).rejects.toMatchObject({ code: 'ERR_PAYMENT_PIN_NEEDED' });
  await expect(decide(ann, id, 'di', '9173')).rejects.toMatchObject({ code: 'ERR_AUTH_RIGHT_MISSING' });
  expect(listDeciders(bed.context.read).map(({ name, hasPin }) => [name, hasPin])).toEqual([
    ['Ann', true],
    ['Bo', true],
    ['Cy', false],
  ]);
});

it('does not let a name without a PIN be the first person', async () => {
  const cy = await bed.person('cy', 'Cy', null, false);
  expect(() => open(cy)).toThrow('ERR_PAYMENT_PIN_NEEDED');
});

it('locks a name out after wrong PINs, as at the sign-in', async () => {
  const { id } = open(ann);
  for (let time = 0; time < 12; time += 1) await decide(ann, id, 'bo', '0000').catch(() => undefined);
  await expect(decide(ann, id, 'bo', '2846')).rejects.toMatchObject({ code: 'ERR_AUTH_LOCKED_OUT' });
});

it('decides once, keeps one open per order, and is taken back by its first person alone', async () => {
  const first = open(ann);
  expect(() => open(bo)).toThrow('ERR_PAYMENT_REPAIR_OPEN');
  expect(() => withdrawRepair(bed.context, bo, first.id)).toThrow('ERR_PAYMENT_REPAIR_NOT_YOURS');
  expect(withdrawRepair(bed.context, ann, first.id)).toMatchObject({ state: 'withdrawn' });
  const second = open(bo);
  expect(await decide(bo, second.id, 'ann', '4711', 'reject')).toMatchObject({ state: 'rejected' });
  await expect(decide(bo, second.id, 'ann', '4711')).rejects.toMatchObject({ code: 'ERR_PAYMENT_REPAIR_DECIDED' });
  expect(bed.order('R1')).toMatchObject({ payment: 'awaited' });
});

it('keeps a proof by what its bytes are, and logs who looked', () => {
  expect(() => open(ann, Buffer.from('<script>alert(1)</script>'))).toThrow('ERR_PAYMENT_PROOF_UNREADABLE');
  expect(() => open(ann, Buffer.from('%PDF-1.4 cut short'))).toThrow('ERR_PAYMENT_PROOF_UNREADABLE');
  expect(() => open(ann, Buffer.alloc(5_000_001))).toThrow('ERR_PAYMENT_PROOF_TOO_LARGE');
  const { id } = open(ann);
  expect(Buffer.from(readProof(bed.context, bo, id).content).equals(PDF)).toBe(true);
  expect(bed.context.read.pluck<[], string>('SELECT act FROM audit_log ORDER BY seq DESC LIMIT 1').get()).toBe(
    'payment.view_proof',
  );
});

it('leaves orders whose platform collects the money to the platform', () => {
  bed.collects.here = false;
  expect(() => open(ann)).toThrow('ERR_PAYMENT_BY_PLATFORM');
  expect(bed.of('R1')).toMatchObject({ isTracked: false, askable: [] });
});
