import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { STATION_ID } from '#main/app/station-id.ts';
import { finishParcel } from '#main/usecases/packing/finish-parcel.ts';
import { cancelParcel, unscanItem } from '#main/usecases/packing/leave-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import type { ScanOptions, ScanOutcome } from '#main/usecases/packing/scan-code.ts';
import { weighParcelManually } from '#main/usecases/packing/weigh-parcel.ts';
import type { PackingState } from '#shared/contract/packing.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';

let bed: WorkstationBed;

beforeAll(async () => {
  bed = await startWorkstationBed(40);
});

afterAll(() => bed.stop());

const GS = '\u001D';
type Line = PackingState['lines'][number];

/** An order that is one line of so many units, open on the table. */
function openOrderOf(units: number): Line {
  const number = bed.read
    .pluck<[number], string>(
      `SELECT o.external_number FROM orders o JOIN order_lines l ON l.order_id = o.id
       WHERE o.status = 'ready_to_pack' GROUP BY o.id HAVING COUNT(*) = 1 AND SUM(l.quantity) = ? LIMIT 1`,
    )
    .get(units);
  bed.scan(number ?? '');
  return line();
}

function line(): Line {
  const [only] = bed.state().lines;
  if (!only) throw new Error('no order on the table');
  return only;
}

/** As the scanner sends a GS1-128 of the article. */
const code = (of: Line, fields: string): string => `]C101${(of.barcodes[0] ?? '').padStart(14, '0')}${fields}`;
const scan = (text: string, options: ScanOptions = {}): ScanOutcome =>
  scanCode(bed.services.context, OPERATOR, STATION_ID, text, { duplicateMs: 60_000, ...options });
const leave = () => cancelParcel(bed.services.context, OPERATOR, STATION_ID);

it('keeps lot, date and serial number of each unit: on the screen, in the log of scans and on the timeline', async () => {
  const goods = openOrderOf(2);
  const orderId = bed.state().order?.id ?? '';
  expect(scan(code(goods, `17991231${'10AB-12'}${GS}21S1`)).verdict).toBe('item_accepted');
  // Another serial number is another unit, however soon it comes.
  expect(scan(code(goods, `17991231${'10AB-12'}${GS}21S2`)).verdict).toBe('order_complete');
  const unit = { lot: 'AB-12', expiry: '2099-12-31', quantity: 1 };
  expect(line().units).toEqual([
    { ...unit, serial: 'S1' },
    { ...unit, serial: 'S2' },
  ]);
  unscanItem(bed.services.context, STATION_ID, goods.id);
  expect(line().units).toEqual([{ ...unit, serial: 'S1' }]);
  scan(code(goods, `17991231${'10AB-12'}${GS}21S3`));
  weighParcelManually(bed.services.context, OPERATOR, STATION_ID, bed.services.weightPolicy(), {
    grams: bed.state().expectedG ?? 0,
    override: null,
  });
  await finishParcel(bed.services.context, bed.services.finish, OPERATOR, STATION_ID, new AbortController().signal);
  const events = bed.read
    .pluck<[string], string>("SELECT data_json FROM order_events WHERE order_id = ? AND type = 'packing.units_packed'")
    .all(orderId)
    .map((data): unknown => JSON.parse(data));
  expect(events).toMatchObject([
    { skuCode: goods.skuCode, lot: 'AB-12', expiry: '2099-12-31', serials: 'S1, S3', quantity: 2 },
  ]);
  expect(
    bed.read
      .pluck<[], string>("SELECT serial || '/' || lot || '/' || expiry FROM pack_scans WHERE serial = 'S2'")
      .get(),
  ).toBe('S2/AB-12/2099-12-31');
  bed.services.context.db.prepare<[]>('UPDATE stations SET shipment_id = NULL').run();
});

it('asks about a serial number that lies in the box already, also long after', () => {
  const goods = openOrderOf(2);
  expect(scan(code(goods, '21S1'), { duplicateMs: 0 }).verdict).toBe('item_accepted');
  const asked = scan(code(goods, '21S1'), { duplicateMs: 0 });
  expect(asked).toMatchObject({ verdict: 'duplicate', problem: { code: 'ERR_PACKING_SERIAL_TWICE' } });
  expect(line().scannedQuantity).toBe(1);
  expect(scan(asked.again, { isSecondUnit: true }).verdict).toBe('order_complete');
  leave();
});

it('asks about a serial number that left in a parcel of another order, and not about one that was put back', () => {
  const goods = openOrderOf(2);
  const number = bed.state().order?.displayNumber ?? '';
  expect(scan(code(goods, '21S9')).verdict).toBe('item_accepted');
  bed.services.context.db.prepare<[]>('UPDATE stations SET shipment_id = NULL').run();
  const next = openOrderOf(1);
  // Whatever the article: the test needs the same one in two orders.
  const asked = scan(code({ ...next, barcodes: goods.barcodes }, '21S9'));
  expect(asked).toMatchObject({
    verdict: 'duplicate',
    problem: { code: 'ERR_PACKING_SERIAL_ELSEWHERE', data: { serial: 'S9', order: number } },
  });
  leave();
  bed.scan(number);
  leave();
  openOrderOf(1);
  expect(scan(code({ ...next, barcodes: goods.barcodes }, '21S9')).problem?.code).not.toBe(
    'ERR_PACKING_SERIAL_ELSEWHERE',
  );
  leave();
});

it('finds a serial number by its index, however many scans are kept', () => {
  const goods = openOrderOf(1);
  const prepared = vi.spyOn(bed.services.context.db, 'prepare');
  scan(code(goods, '21S10'));
  const asked = prepared.mock.calls.map(([sql]) => sql).filter((sql) => sql.includes('p.serial = ?'));
  prepared.mockRestore();
  const plans = asked.flatMap((sql) =>
    bed.read
      .prepare<null[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(null, null, null)
      .map(({ detail }) => detail),
  );
  expect(plans.filter((plan) => plan.includes('p USING INDEX'))).toEqual([
    'SEARCH p USING INDEX pack_scans_serial (serial=? AND code=?)',
  ]);
  leave();
});

it('counts goods whose date is past only when that is said, and the timeline keeps who said it', () => {
  const goods = openOrderOf(2);
  const orderId = bed.state().order?.id ?? '';
  scan('PB:QTY:2');
  const asked = scan(code(goods, `1720013110OLD`));
  expect(asked).toMatchObject({
    verdict: 'expired',
    problem: { code: 'ERR_PACKING_GOODS_EXPIRED', data: { sku: goods.skuCode, expiry: '2020-01-31' } },
  });
  expect(line()).toMatchObject({ scannedQuantity: 0, units: [] });
  // What was asked is sent again as the window does: without what the scanner put in front. The quantity waited for it.
  expect(scan(asked.again, { isSecondUnit: true, isExpiredMeant: true }).verdict).toBe('order_complete');
  expect(line().units).toEqual([{ lot: 'OLD', expiry: '2020-01-31', serial: null, quantity: 2 }]);
  const event = bed.read
    .prepare<[string], { actor_id: string; data_json: string }>(
      "SELECT actor_id, data_json FROM order_events WHERE order_id = ? AND type = 'packing.expired_accepted'",
    )
    .get(orderId);
  expect(event?.actor_id).toBe('Operator');
  expect(JSON.parse(event?.data_json ?? '{}')).toMatchObject({ expiry: '2020-01-31', lot: 'OLD', quantity: 2 });
  leave();
});

it('lets goods go until the end of their day, on the clock of the warehouse', () => {
  const goods = openOrderOf(1);
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(
    bed.services.context.clock.nowMs(),
  );
  const date = today.replaceAll('-', '').slice(2);
  expect(scan(code(goods, `15${date}`)).verdict).toBe('order_complete');
  leave();
});

it('counts nothing for a code that contradicts itself, and does not offer to learn it', () => {
  const goods = openOrderOf(1);
  expect(scan(code(goods, '17271331'))).toMatchObject({
    verdict: 'refused',
    problem: { code: 'ERR_PACKING_CODE_INVALID', data: { ai: '17' } },
  });
  expect(line().scannedQuantity).toBe(0);
  leave();
});
