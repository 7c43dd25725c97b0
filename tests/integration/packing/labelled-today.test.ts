import { afterAll, beforeAll, expect, it } from 'vitest';
import { putParcelBack } from '#main/usecases/packing/put-parcel-back.ts';
import { markLabelled } from '#main/usecases/packing/mark-labelled.ts';
import { requireParcel } from '#main/usecases/packing/parcel-rows.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { openUseCaseBed, paidDraft, START_MS, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const STATION = 'st1';
const DAY_MS = 86_400_000;
const POLICY = { tolerance: { perMille: 0, minimumG: 1000 }, packagingG: 0 };

let bed: ReturnType<typeof openUseCaseBed>;
beforeAll(() => {
  bed = openUseCaseBed();
});
afterAll(() => bed.close());

it('a station counts a parcel of its day once the label is on it, whenever its box was closed, and no more when it is put back', () => {
  const { context } = bed;
  const counted = (dayStartMs: number) => viewStation(context.read, STATION, POLICY, dayStartMs).labelledToday;
  bed.addSku('CUP', 9);
  bed.intake([paidDraft('T1', 'CUP', 1)]);
  scanCode(context, SYSTEM_ACT, STATION, 'T1');
  const parcel = requireParcel(context.read, STATION);
  context.db.transaction((tx) => {
    tx.prepare<[number, string]>("UPDATE shipments SET state = 'packed', packed_at_ms = ? WHERE id = ?").run(
      START_MS,
      parcel.id,
    );
    tx.prepare<[string]>("UPDATE orders SET fulfilment = 'packed' WHERE id = ?").run(parcel.order_id);
  });
  expect(counted(START_MS)).toBe(0);

  bed.clock.atMs = START_MS + DAY_MS;
  context.db.transaction((tx) => markLabelled(tx, context, SYSTEM_ACT, parcel.id));
  expect([counted(START_MS + DAY_MS), counted(START_MS + 2 * DAY_MS)]).toEqual([1, 0]);

  context.db.transaction((tx) =>
    putParcelBack(tx, context, SYSTEM_ACT, bed.clock.atMs, requireParcel(context.read, STATION)),
  );
  expect(counted(START_MS + DAY_MS)).toBe(0);
});
