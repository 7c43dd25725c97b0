import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { enterRecipient } from '#main/usecases/orders/enter-recipient.ts';
import { readOrderDetail } from '#main/usecases/orders/read-order-detail.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { listWaiting } from '#main/usecases/packing/list-waiting.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { EnteredRecipient } from '#shared/contract/orders.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const ENTERED: EnteredRecipient = {
  name: '张伟',
  phone: '13812345678',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  town: '',
  street: '文三路 1 号',
  postcode: '',
};

/** Whatever the platform: a packer learns it when the order is opened, and the office before. */
describe('an order whose recipient the platform only masks', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let version = 0;
  const masked = (mask = '****'): OrderDraft['recipient'] => ({
    ...paidDraft('T1', 'SKU-1', 1).recipient,
    name: '张**',
    phone: '138****5678',
    street: mask,
    isMasked: true,
  });
  const intake = (recipient = masked(), more: Partial<OrderDraft> = {}) => {
    version += 1;
    bed.intake([paidDraft('T1', 'SKU-1', 1, { platformVersionMs: START_MS + version, recipient, ...more })]);
  };
  const orderId = () => bed.order('T1')?.id ?? '';
  const open = () => scanCode(bed.context, SYSTEM_ACT, 'st1', 'T1');
  const enter = (entered = ENTERED) => enterRecipient(bed.context, SYSTEM_ACT, orderId(), entered);
  const seal = () => readOrderDetail(bed.context.read, orderId()).recipientSealed;

  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('SKU-1', 9);
    intake();
  });
  afterEach(() => bed.close());

  it('says so in the lists and refuses to be opened at a station', () => {
    expect(seal()).toBe(true);
    expect(listWaiting(bed.context.read, 5).map((order) => order.recipientSealed)).toEqual([true]);
    expect(open().problem?.code).toBe('ERR_ORDER_RECIPIENT_SEALED');
    expect(bed.order('T1')?.fulfilment).toBe('reserved');
  });

  it('is packed once a person has entered the recipient, of which the timeline tells without telling the data', () => {
    enter();
    expect(seal()).toBe(false);
    expect(readRecipient(bed.context.read, orderId())).toMatchObject({ ...ENTERED, country: 'CN', isMasked: false });
    expect(bed.eventTypes(orderId())).toContain('order.recipient_entered');
    const told = bed.context.read.pluck<[], string>('SELECT group_concat(data_json) FROM order_events').get();
    expect(told).not.toContain('13812345678');
    open();
    expect(bed.order('T1')?.fulfilment).toBe('packing');
  });

  it('keeps what was entered while the platform sends the same mask, and asks again when it sends another', () => {
    enter();
    intake(masked(), { buyerNote: 'hurry' });
    expect(readRecipient(bed.context.read, orderId()).street).toBe('文三路 1 号');
    expect(seal()).toBe(false);
    intake(masked('文****'), { buyerNote: 'moved' });
    expect(seal()).toBe(true);
    expect(readOrderDetail(bed.context.read, orderId()).recipientEntered).toBe(false);
  });

  it('asks again when a platform that shows nothing but stars has another address', () => {
    const stars = { ...masked('*'), name: '*', phone: '*' };
    intake(stars, { recipientHandle: 'address-1' });
    enter();
    intake(stars, { recipientHandle: 'address-1', buyerNote: 'hurry' });
    expect(seal()).toBe(false);
    intake(stars, { recipientHandle: 'address-2', buyerNote: 'moved' });
    expect(seal()).toBe(true);
  });

  it('keeps what was entered when only the handle of a mask that says something is made anew', () => {
    intake(masked(), { recipientHandle: 'cipher-1', buyerNote: 'one' });
    enter();
    intake(masked(), { recipientHandle: 'cipher-2', buyerNote: 'two' });
    expect(seal()).toBe(false);
  });

  it('gives way to the platform when that tells the recipient in clear', () => {
    enter();
    intake({ ...paidDraft('T1', 'SKU-1', 1).recipient, street: '文三路 2 号' });
    expect(readRecipient(bed.context.read, orderId())).toMatchObject({ street: '文三路 2 号', isMasked: false });
  });

  it('is held when the platform masks another address after a waybill was made for the entered one', () => {
    enter();
    open();
    bed.context.db.transaction((tx) => {
      tx.prepare<[]>(
        "INSERT INTO carrier_accounts (id, carrier_id, name, config_json, service_code, created_at_ms) VALUES ('c1', 'sf-express', 'SF', '{}', '1', 0)",
      ).run();
      tx.prepare<[]>(
        `INSERT INTO waybills (id, request_key, shipment_id, carrier_account_id, state, tracking_number, request_json, requested_at_ms, issued_at_ms)
         SELECT 'w', 'k', id, 'c1', 'issued', 'SF1', '{}', 0, 0 FROM shipments`,
      ).run();
    });
    intake(masked(), { buyerNote: 'same mask' });
    expect(bed.order('T1')?.hold_count).toBe(0);
    intake(masked('文****'));
    expect(bed.order('T1')?.hold_count).toBe(1);
  });

  it('takes no mask for an answer, and nothing for an order whose recipient is known or that has left', () => {
    expect(EnteredRecipient.safeParse({ ...ENTERED, phone: '138****5678' }).success).toBe(false);
    expect(EnteredRecipient.safeParse({ ...ENTERED, street: ' ' }).success).toBe(false);
    intake(paidDraft('T1', 'SKU-1', 1).recipient);
    expect(() => enter()).toThrow(expect.objectContaining({ code: 'ERR_ORDER_RECIPIENT_TOLD' }));
    intake(masked(), { fulfilment: 'shipped' });
    expect(() => enter()).toThrow(expect.objectContaining({ code: 'ERR_ORDER_TRANSITION' }));
    expect(seal()).toBe(false);
  });
});
