import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unscanItem } from '#main/usecases/packing/leave-parcel.ts';
import { BadgeTickets } from '#main/app/badge-tickets.ts';
import { scansToday } from '#main/app/scans-today.ts';
import { takeScan } from '#main/app/take-scan.ts';
import { openParcel } from '#main/usecases/packing/open-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { boxProblem } from '#main/usecases/packing/check-box.ts';
import { parcelLines, requireParcel } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { weighParcelManually } from '#main/usecases/packing/weigh-parcel.ts';
import { releaseOrderHold } from '#main/usecases/orders/hold-order.ts';
import { bookParcelOut } from '#main/usecases/shipping/book-parcel-out.ts';
import { checkStock } from '#main/usecases/verify/check-stock.ts';
import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const STATION = 'st1';
const POLICY = { tolerance: { perMille: 0, minimumG: 10 }, packagingG: 0 };

describe('command barcodes at a station', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('CUP', 20);
    bed.addSku('BOOK', 20, 300);
    const draft = paidDraft('T1', 'CUP', 5);
    const [line] = draft.lines;
    if (!line) throw new Error('a draft has lines');
    bed.intake([{ ...draft, lines: [line, { ...line, externalLineId: 'T1-2', skuCode: 'BOOK', quantity: 1 }] }]);
    scan('T1');
  });
  afterEach(() => bed.close());

  const scan = (code: string, station = STATION) =>
    scanCode(bed.context, SYSTEM_ACT, station, code, { duplicateMs: 300 });
  const later = () => (bed.clock.atMs += 1_000);
  const state = (station = STATION) => viewStation(bed.context.read, station, POLICY, 0);
  const counts = () => Object.fromEntries(state().lines.map((line) => [line.skuCode, line.scannedQuantity]));
  const codeOf = (code: string) => scan(code).problem?.code;
  const problemOf = (parcel: ParcelRow) => boxProblem(parcel, parcelLines(bed.context.read, parcel));
  const set = (name: 'quantityScanMax' | 'allowPartialParcels', value: number | boolean) =>
    setSetting(bed.context, { name, value, version: 0 }, SYSTEM_ACT);

  describe('QTY', () => {
    it('makes the next item count so often, once', () => {
      expect(scan('PB:QTY:3').verdict).toBe('command_done');
      expect(state().nextQuantity).toBe(3);
      expect(scan('690CUP').verdict).toBe('item_accepted');
      expect(counts()).toMatchObject({ CUP: 3 });
      expect(state().nextQuantity).toBeNull();
      later();
      scan('690CUP');
      expect(counts()).toMatchObject({ CUP: 4 });
    });

    it('counts nothing when the line needs fewer, and is used up', () => {
      scan('PB:QTY:6');
      expect(scan('690CUP')).toMatchObject({
        verdict: 'refused',
        problem: { code: 'ERR_PACKING_QUANTITY_INVALID', data: { quantity: 6, needed: 5 } },
      });
      expect(counts()).toMatchObject({ CUP: 0 });
      expect(state().nextQuantity).toBeNull();
    });

    it('is forgotten with the parcel, and used up by any other code', () => {
      scan('PB:QTY:3');
      expect(codeOf('NOBODY-KNOWS')).toBe('ERR_PACKING_CODE_UNKNOWN');
      expect(state().nextQuantity).toBeNull();
      scan('PB:QTY:3');
      scan('PB:SKIP');
      bed.context.db.transaction((tx) => openParcel(tx, bed.context, SYSTEM_ACT, STATION, bed.order('T1')?.id ?? ''));
      expect(state().nextQuantity).toBeNull();
    });

    it('is refused where the shop wants every unit scanned', () => {
      set('quantityScanMax', 0);
      expect(codeOf('PB:QTY:2')).toBe('ERR_PACKING_QUANTITY_OFF');
    });
  });

  describe('UNDO', () => {
    it('takes back what was scanned last, scan by scan, each with all that it counted', () => {
      scan('690BOOK');
      scan('PB:QTY:3');
      scan('690CUP');
      later();
      scan('690CUP');
      scan('PB:UNDO');
      expect(counts()).toEqual({ CUP: 3, BOOK: 1 });
      later();
      scan('PB:UNDO');
      expect(counts()).toEqual({ CUP: 0, BOOK: 1 });
      later();
      scan('PB:UNDO');
      expect(counts()).toEqual({ CUP: 0, BOOK: 0 });
      later();
      expect(codeOf('PB:UNDO')).toBe('ERR_PACKING_NOTHING_TO_UNDO');
    });

    it('knows what was taken out by hand', () => {
      scan('PB:QTY:2');
      scan('690CUP');
      later();
      scan('690CUP');
      const cup = state().lines.find((line) => line.skuCode === 'CUP');
      unscanItem(bed.context, STATION, cup?.id ?? '');
      scan('PB:UNDO');
      expect(counts()).toEqual({ CUP: 0, BOOK: 0 });
    });

    it('read twice in a moment is asked about, and takes back one scan', () => {
      scan('690BOOK');
      scan('690CUP');
      scan('PB:UNDO');
      expect(scan('PB:UNDO').verdict).toBe('duplicate');
      expect(counts()).toEqual({ CUP: 0, BOOK: 1 });
    });
  });

  describe('PARTIAL', () => {
    it('closes the box with what is there, and the rest is packed as a parcel of its own', () => {
      scan('690CUP');
      expect(scan('PB:PARTIAL').verdict).toBe('command_done');
      expect(state()).toMatchObject({ phase: 'weigh', isPartial: true, expectedG: 100 });
      weighParcelManually(bed.context, SYSTEM_ACT, STATION, POLICY, { grams: 100, override: null });
      const parcel = requireParcel(bed.context.read, STATION);
      expect(problemOf(parcel)).toBeNull();
      leave(parcel.id, parcel.order_id);

      expect(bed.order('T1')).toMatchObject({ fulfilment: 'partially_shipped', status: 'ready_to_pack' });
      expect(checkStock(bed.context.read).problems).toEqual([]);
      scan('T1');
      expect(state()).toMatchObject({ parcelNumber: 2, isPartial: false });
      expect(state().lines.map((line) => [line.skuCode, line.dueQuantity])).toEqual([
        ['CUP', 4],
        ['BOOK', 1],
      ]);
    });

    it('is taken back by a further item', () => {
      scan('690CUP');
      scan('PB:PARTIAL');
      scan('690BOOK');
      expect(state()).toMatchObject({ phase: 'items', isPartial: false, weightG: null });
    });

    it('of an empty box is refused, and of a box that was emptied meanwhile', () => {
      expect(codeOf('PB:PARTIAL')).toBe('ERR_PACKING_BOX_EMPTY');
      scan('690CUP');
      later();
      scan('PB:PARTIAL');
      const parcel = requireParcel(bed.context.read, STATION);
      bed.context.db.transaction((tx) => tx.prepare<[]>('DELETE FROM shipment_lines').run());
      expect(problemOf(parcel)?.code).toBe('ERR_PACKING_BOX_EMPTY');
    });

    it('still refuses what does not belong into the box at all', () => {
      scan('690CUP');
      scan('PB:PARTIAL');
      bed.context.db.transaction((tx) => tx.prepare<[]>('UPDATE shipment_lines SET quantity = 6').run());
      expect(problemOf(requireParcel(bed.context.read, STATION))?.code).toBe('ERR_PACKING_ITEM_SURPLUS');
    });

    it('is refused where the shop does not allow it', () => {
      set('allowPartialParcels', false);
      scan('690CUP');
      expect(codeOf('PB:PARTIAL')).toBe('ERR_PACKING_PARTIAL_OFF');
    });

    /** As the waybill, the label and the channel's word leave it. */
    function leave(shipmentId: string, orderId: string): void {
      bed.context.db.transaction((tx) => {
        tx.prepare<[string]>("UPDATE shipments SET state = 'labelled' WHERE id = ?").run(shipmentId);
        tx.prepare<[string]>("UPDATE orders SET fulfilment = 'labelled' WHERE id = ?").run(orderId);
        bookParcelOut(tx, SYSTEM_ACT, bed.clock.atMs, { shipmentId, orderId });
      });
    }
  });

  describe('HOLD', () => {
    it('sets the box aside as it is until a lead has looked; then any station goes on', () => {
      scan('690CUP');
      expect(scan('PB:HOLD').verdict).toBe('command_done');
      expect(state()).toMatchObject({ phase: 'idle', order: null });
      expect(bed.order('T1')?.status).toBe('on_hold');
      expect(scan('T1', 'st2').problem?.code).toBe('ERR_ORDER_ON_HOLD');
      releaseOrderHold(bed.context, SYSTEM_ACT, {
        id: bed.order('T1')?.id ?? '',
        kind: 'approval',
        reasonCode: 'set_aside',
        reason: 'looked',
      });
      scan('T1', 'st2');
      expect(state('st2').lines.find((line) => line.skuCode === 'CUP')?.scannedQuantity).toBe(1);
    });
  });

  it('SKIP puts the parcel back without a question', () => {
    scan('690CUP');
    scan('PB:SKIP');
    expect(state().phase).toBe('idle');
    expect(bed.order('T1')?.status).toBe('ready_to_pack');
  });

  it.each([
    ['PB:NEXT', 'ERR_PACKING_COMMAND_NOT_NOW'],
    ['PB:WEIGH', 'ERR_PACKING_COMMAND_NOT_NOW'],
    ['PB:FINISH', 'ERR_PACKING_COMMAND_NOT_NOW'],
    ['PB:REPRINT', 'ERR_PACKING_COMMAND_NOT_NOW'],
    ['PB:DANCE', 'ERR_PACKING_COMMAND_UNKNOWN'],
  ])('%s makes no sense while items are scanned, and says so', (command, code) => {
    expect(scan(command)).toMatchObject({ verdict: 'refused', problem: { code } });
  });

  it('FINISH without a weight says what is missing', () => {
    scan('PB:QTY:5');
    scan('690CUP');
    scan('690BOOK');
    expect(codeOf('PB:FINISH')).toBe('ERR_PACKING_WEIGHT_MISSING');
    weighParcelManually(bed.context, SYSTEM_ACT, STATION, POLICY, { grams: 800, override: null });
    expect(scan('PB:FINISH').verdict).toBe('command');
  });

  it.each(['PB:ID:0123456789ABCDEF', 'PB:ID:0123456789AB'])(
    'a badge, whole or torn (%s), is not kept with the scans',
    (badge) => {
      expect(scan(badge)).toMatchObject({ verdict: 'refused', code: 'PB:ID' });
      const kept = bed.context.read.prepare<[], unknown>('SELECT * FROM pack_scans').all();
      expect(JSON.stringify(kept)).not.toContain('0123456789');
    },
  );

  it('a badge read by a scanner on a cable reaches the windows as a ticket, never as its code', () => {
    const tickets = new BadgeTickets(bed.clock);
    const published: LiveEvent[] = [];
    const live = { publish: (event: LiveEvent) => published.push(event) };
    takeScan(bed.context, live, tickets, {
      deviceId: 'd1',
      stationId: STATION,
      code: '~PB:ID:0123456789ABCDEF',
      prefix: '~',
      purpose: 'packing',
    });
    const told = published.find(({ topic }) => topic === 'scan');
    expect(JSON.stringify(told)).not.toContain('0123456789');
    expect(tickets.redeem(String(told?.data?.['ticket']))).toBe('0123456789ABCDEF');
  });

  it('each scanner with a name has its own count of the day', () => {
    const by = (scannerId: string, code: string) => scanCode(bed.context, SYSTEM_ACT, STATION, code, { scannerId });
    by('left', '690CUP');
    by('left', 'NOBODY-KNOWS');
    by('right', '690BOOK');
    expect(scansToday(bed.context.read, 'left', 0)).toEqual({
      scans: { total: 2, refused: 1 },
      lastCode: 'NOBODY-KNOWS',
    });
    expect(scansToday(bed.context.read, 'right', bed.clock.atMs + 1)).toMatchObject({ scans: { total: 0 } });
  });

  it('are refused at an empty table', () => {
    scan('PB:SKIP');
    expect(codeOf('PB:UNDO')).toBe('ERR_PACKING_NO_SESSION');
    expect(scan('PB:HELP').verdict).toBe('command');
  });
});
