import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { privacyJobs } from '#main/app/privacy-jobs.ts';
import { eraseOnRequest } from '#main/usecases/orders/erase/erase-on-request.ts';
import { eraseOnSchedule } from '#main/usecases/orders/erase/erase-on-schedule.ts';
import { findOrders } from '#main/usecases/orders/find-orders.ts';
import { indexOrders } from '#main/usecases/orders/index-orders.ts';
import { readOrderDetail } from '#main/usecases/orders/read-order-detail.ts';
import { readMessages } from '#main/usecases/orders/read-messages.ts';
import { readTimeline } from '#main/usecases/orders/read-timeline.ts';
import { reprintLabel } from '#main/usecases/printing/decide-print-job.ts';
import { JobId, OrderId } from '#shared/model/ids.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const DAY_MS = 24 * 3_600_000;
/** Planted in every field that may hold a person. */
const PERSON = {
  name: 'Zhang Plantedname',
  phone: '13899887766',
  street: 'Planted Road 5',
  note: 'ring at plantednote',
};

describe('personal data of an order', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  const id = (number: string) => bed.order(number)?.id ?? '';
  const run = () => eraseOnSchedule(bed.context, SYSTEM_ACT, new AbortController().signal);
  const draft = (number: string, placedAtMs: number) => {
    const plain = paidDraft(number, 'SKU-1', 1);
    const { name, phone, street } = PERSON;
    return { ...plain, placedAtMs, buyerNote: PERSON.note, recipient: { ...plain.recipient, name, phone, street } };
  };
  const settle = (number: string) =>
    bed.context.db.transaction((tx) =>
      tx
        .prepare<[string]>("UPDATE orders SET fulfilment = 'completed', status = 'completed' WHERE external_number = ?")
        .run(number),
    );
  /** Every text of every row of every table, packed messages opened. */
  const everything = (): string => {
    const tables = bed.context.read
      .pluck<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
      .all();
    const rows = tables.flatMap((table) => bed.context.read.prepare<[], object>(`SELECT * FROM "${table}"`).all());
    return JSON.stringify([rows, ...['OLD', 'OPEN'].map((number) => readMessages(bed.context.read, id(number)))]);
  };

  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('SKU-1', 50);
    bed.intake([draft('OLD', START_MS), draft('OPEN', START_MS)]);
    bed.context.db.transaction((tx) => {
      tx.prepare<[]>(
        "INSERT INTO devices (id, kind, name, config_json, created_at_ms, updated_at_ms) VALUES ('d1', 'printer', 'P', '{}', 0, 0)",
      ).run();
      tx.prepare<[string, string]>(
        `INSERT INTO print_jobs (id, label_key, print_number, kind, order_id, shipment_id, device_id, template_id, data_json, content_hash, copies, state, proof, bytes_total, bytes_sent, operator_id, created_at_ms)
         VALUES ('pj1', 'slip:1', 1, 'pick_slip', ?, NULL, 'd1', 't', ?, 'h', 1, 'printed', 'inferred', 1, 1, 'op', 0)`,
      ).run(id('OLD'), JSON.stringify({ name: PERSON.name }));
    });
    while (indexOrders(bed.context.db, 100) > 0);
    settle('OLD');
  });
  afterEach(() => bed.close());

  it('is gone from every table once the term is over, and the facts stay', async () => {
    settle('OPEN');
    expect(everything()).toContain(PERSON.phone);
    bed.clock.atMs = START_MS + 181 * DAY_MS;
    expect(await run()).toBe(2);
    while (indexOrders(bed.context.db, 100) > 0);
    const left = everything();
    for (const planted of Object.values(PERSON)) expect(left).not.toContain(planted);
    expect(findOrders(bed.context.read, PERSON.phone.slice(-4), true)).toEqual([]);
    const order = readOrderDetail(bed.context.read, id('OLD'));
    expect(order).toMatchObject({ displayNumber: 'OLD', erasedAtMs: bed.clock.atMs, recipientMasked: '' });
    expect(order.recipient).toMatchObject({ name: '', phone: '', street: '', province: expect.stringMatching(/./u) });
    expect(order.lines).toHaveLength(1);
    expect(readTimeline(bed.context.read, OrderId.parse(id('OLD'))).chainIntact).toBe(true);
    expect(bed.eventTypes(id('OLD')).at(-1)).toBe('order.personal_data_erased');
    expect(() => reprintLabel(bed.context, SYSTEM_ACT, 'pj1', 'again')).toThrow('ERR_ORDER_DATA_ERASED');
    expect(await run()).toBe(0);
  });

  it('stays while the clock cannot be believed: what it erased a year too early would not come back', async () => {
    bed.clock.atMs = START_MS + 400 * DAY_MS;
    const erase = async (isClockWrong: boolean) => {
      const [job] = privacyJobs(bed.context, () => isClockWrong);
      const run = { signal: new AbortController().signal, traceId: 't', progress() {} };
      const info = { key: 'k', attempt: 1, wasInterrupted: false, createdAtMs: 0, orderId: null, shopId: null };
      expect(await job?.execute(run, {}, { ...info, id: JobId.parse('j1') })).toMatchObject({ kind: 'done' });
      return readOrderDetail(bed.context.read, id('OLD')).erasedAtMs;
    };
    expect(await erase(true)).toBeNull();
    expect(await erase(false)).toBe(bed.clock.atMs);
  });

  it('stays while something is open, while the term runs, and where the term is 0', async () => {
    bed.clock.atMs = START_MS + 179 * DAY_MS;
    expect(await run()).toBe(0);
    bed.clock.atMs = START_MS + 400 * DAY_MS;
    bed.context.db.transaction((tx) =>
      tx
        .prepare<[]>(
          "INSERT INTO settings (name, value_json, version, updated_at_ms) VALUES ('personalDataDays', '0', 1, 0)",
        )
        .run(),
    );
    expect(await run()).toBe(0);
    bed.context.db.transaction((tx) => tx.prepare<[]>('DELETE FROM settings').run());
    expect(await run()).toBe(1);
    expect(everything()).toContain(PERSON.phone);
    expect(() => eraseOnRequest(bed.context, SYSTEM_ACT, id('OPEN'), 'asked')).toThrow('ERR_ORDER_ERASE_OPEN');
  });

  it('does not come back with a late message of the channel', async () => {
    eraseOnRequest(bed.context, SYSTEM_ACT, id('OLD'), 'asked');
    bed.clock.atMs = START_MS + DAY_MS;
    const late = { ...draft('OLD', START_MS), platformVersionMs: START_MS + DAY_MS, sellerNote: 'late' };
    bed.intake([late], 'push');
    expect(readOrderDetail(bed.context.read, id('OLD')).recipient.phone).toBe('');
    const settled = bed.context.read
      .prepare<[], { buyer_note: string; recipient_masked: string }>(
        "SELECT buyer_note, recipient_masked FROM orders WHERE external_number = 'OLD'",
      )
      .get();
    expect(settled).toEqual({ buyer_note: '', recipient_masked: '' });
    const messages = readMessages(bed.context.read, id('OLD'));
    expect(messages.map((message) => message.text)).toEqual(['', '']);
  });
});
